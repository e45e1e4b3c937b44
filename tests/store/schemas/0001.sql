-- A database of release 0.1.0 (schema 0001), as sqlite3's .dump gives it.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE feedback (
	id VARCHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, 
	question TEXT NOT NULL, 
	answer JSON NOT NULL, 
	call TEXT, 
	language VARCHAR(8) NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	useful BOOLEAN NOT NULL, 
	reasons JSON NOT NULL, 
	comment TEXT NOT NULL, 
	index_generation TEXT NOT NULL, 
	replaces VARCHAR(32), 
	CONSTRAINT pk_feedback PRIMARY KEY (id)
);
INSERT INTO "feedback" VALUES('00000000000000000000000000000000','2030-05-20 10:00:00.000000','Hvem kan søge?','{"id": "a1", "question": "Hvem kan søge?", "language": "da", "as_of": "2030-05-01", "status": "answered", "verdict": null, "answer": "Alle [1].", "citations": [{"marker": 1, "document_id": "d", "title": "T", "kind": "call", "section": ["S"], "label": null, "page": null, "quote": "Alle kan søge.", "start": 10, "end": 24, "document_sha256": "0000000000000000000000000000000000000000000000000000000000000000", "source_url": null, "link": "/kilde/d?fra=10&til=24"}], "findings": [], "missing": [], "confidence": 0.9, "mode": "extractive", "index_generation": "g1", "timings_ms": {}}','opslag','da','answered',1,'[]','Ærlig talt; ''nej''','g1',NULL);
INSERT INTO "feedback" VALUES('00000000000000000000000000000001','2030-05-21 10:00:00.000000','Hvem kan søge?','{"id": "a1", "question": "Hvem kan søge?", "language": "da", "as_of": "2030-05-01", "status": "answered", "verdict": null, "answer": "Alle [1].", "citations": [{"marker": 1, "document_id": "d", "title": "T", "kind": "call", "section": ["S"], "label": null, "page": null, "quote": "Alle kan søge.", "start": 10, "end": 24, "document_sha256": "0000000000000000000000000000000000000000000000000000000000000000", "source_url": null, "link": "/kilde/d?fra=10&til=24"}], "findings": [], "missing": [], "confidence": 0.9, "mode": "extractive", "index_generation": "g1", "timings_ms": {}}','opslag','da','answered',0,'["wrong"]','Ærlig talt; ''nej''','g1',NULL);
INSERT INTO "feedback" VALUES('00000000000000000000000000000002','2030-05-22 10:00:00.000000','Hvem kan søge?','{"id": "a1", "question": "Hvem kan søge?", "language": "da", "as_of": "2030-05-01", "status": "answered", "verdict": null, "answer": "Alle [1].", "citations": [{"marker": 1, "document_id": "d", "title": "T", "kind": "call", "section": ["S"], "label": null, "page": null, "quote": "Alle kan søge.", "start": 10, "end": 24, "document_sha256": "0000000000000000000000000000000000000000000000000000000000000000", "source_url": null, "link": "/kilde/d?fra=10&til=24"}], "findings": [], "missing": [], "confidence": 0.9, "mode": "extractive", "index_generation": "g1", "timings_ms": {}}','opslag','da','answered',0,'["wrong"]','Ærlig talt; ''nej''','g1','00000000000000000000000000000001');
CREATE INDEX ix_feedback_created_at ON feedback (created_at);
CREATE INDEX ix_feedback_replaces ON feedback (replaces);
COMMIT;
