"""Words of the record: a case as one file."""
