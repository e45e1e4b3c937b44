// Conversations, kept in this browser alone. What comes out of storage may have been changed by
// anyone: it is checked here for its shape, and by the server before a word of it becomes HTML.
const KEY = "samtaler";
const CURRENT = "samtale";
const DRAFT = "kladde";
const VERSION = 1;
const MOST_TALKS = 20;
export const MOST_TURNS = 30;

function read(storage, key) {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage, key, value) {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

// Merely naming a storage throws where the browser forbids it.
const local = () => window.localStorage;
const session = () => window.sessionStorage;

function isTurn(turn) {
  const answer = turn && turn.answer;
  return Boolean(
    answer && typeof answer.question === "string" && typeof answer.answer === "string",
  );
}

function isTalk(talk) {
  return Boolean(talk && typeof talk.id === "string" && Array.isArray(talk.turns));
}

export function talks() {
  let kept;
  try {
    kept = JSON.parse(read(local, KEY) || "null");
  } catch {
    return [];
  }
  if (!kept || kept.version !== VERSION || !Array.isArray(kept.talks)) return [];
  return kept.talks
    .filter(isTalk)
    .map((talk) => ({ id: talk.id, turns: talk.turns.filter(isTurn).slice(0, MOST_TURNS) }))
    .filter((talk) => talk.turns.length)
    .slice(0, MOST_TALKS);
}

function keep(list) {
  return write(local, KEY, JSON.stringify({ version: VERSION, talks: list }));
}

// Returns "kept", "made_room" where the oldest had to go, or "not_kept". The newest comes first.
export function save(talk) {
  const others = talks().filter((other) => other.id !== talk.id);
  let list = [talk, ...others].slice(0, MOST_TALKS);
  let outcome = "kept";
  while (!keep(list)) {
    if (list.length === 1) return "not_kept";
    list = list.slice(0, -1);
    outcome = "made_room";
  }
  return outcome;
}

export function remove(id) {
  keep(talks().filter((talk) => talk.id !== id));
}

export function removeAll() {
  write(local, KEY, null);
}

export function title(talk) {
  return talk.turns[0].answer.question;
}

export function fresh() {
  // crypto.randomUUID exists on https and localhost only.
  const bytes = window.crypto.getRandomValues(new Uint8Array(12));
  return { id: Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""), turns: [] };
}

// Which conversation a tab shows: a new tab begins afresh, a reload goes on.
export function current() {
  const id = read(session, CURRENT);
  return talks().find((talk) => talk.id === id) || fresh();
}

export function setCurrent(talk) {
  write(session, CURRENT, talk.id);
}

export function draft() {
  return read(session, DRAFT) || "";
}

export function setDraft(text) {
  write(session, DRAFT, text || null);
}

export function onChangeElsewhere(listener) {
  window.addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) listener();
  });
}
