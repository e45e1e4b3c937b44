// The letter of a case: checked as one types, saved by Ctrl + Enter, never lost.
import { makeSheet } from "./sheet.js";

const TYPING = 400;

export function startLetter(page, words) {
  const form = page.querySelector("[data-letter]");
  if (!form) return { html: () => page.querySelector("#svar").dataset.html, save: async () => true };
  const subject = form.elements.namedItem("subject");
  const body = form.elements.namedItem("body");
  const revision = form.elements.namedItem("revision");
  const list = form.querySelector("[data-faults]");
  const said = form.querySelector("[data-check-said]");
  const state = form.querySelector("[data-saved]");
  const sheet = makeSheet(
    body, form.querySelector("[data-mirror]"), list, form.querySelector("[data-next-fault]"), words,
  );
  // After two people wrote over each other, the page opens with text that nobody has saved. And who
  // types before this script runs, or reloads, may have another value than the one that was sent.
  const kept = "typed" in subject.dataset
    ? { subject: null, body: null }
    : { subject: subject.defaultValue, body: body.defaultValue };
  let html = page.querySelector("#svar").dataset.html;
  let checked = body.defaultValue;
  let timer = 0;
  let asked = null;
  let leaving = false;
  let saving = null;
  let savedText = "";

  const dirty = () => subject.value !== kept.subject || body.value !== kept.body;

  function showState(text) {
    if (text !== undefined) state.textContent = text;
    else state.textContent = dirty() ? words.unsaved : savedText;
    state.classList.toggle("desk-dirty", dirty());
  }

  function showFound(found) {
    checked = body.value;
    html = found.html;
    sheet.put(found.faults);
    said.textContent = found.said;
    said.classList.toggle("desk-check-well", found.checked && !found.faults.length);
    const count = page.querySelector("[data-fault-count]");
    if (count) {
      count.textContent = String(found.faults.length);
      count.hidden = !found.faults.length;
    }
  }

  async function check() {
    if (asked) asked.abort();
    asked = new AbortController();
    const mine = asked;
    const text = body.value;
    try {
      const response = await fetch(`${page.dataset.case}/check`, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          "X-CSRF-Token": form.elements.namedItem("csrf").value,
        },
        body: JSON.stringify({ body: text }),
        signal: mine.signal,
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const found = await response.json();
      if (body.value === text) showFound(found);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      said.textContent = words.check_failed;
      said.classList.remove("desk-check-well");
    }
  }

  function typed() {
    showState();
    window.clearTimeout(timer);
    if (body.value !== checked) timer = window.setTimeout(check, TYPING);
  }

  // The session may have ended while somebody wrote; signed in again elsewhere, there is a new one.
  async function freshToken() {
    const response = await fetch(page.dataset.case, { headers: { Accept: "text/html" } });
    const text = await response.text();
    const next = new DOMParser().parseFromString(text, "text/html");
    const token = next.querySelector('meta[name="csrf"]');
    if (response.redirected || !token || !token.content) return false;
    for (const input of document.querySelectorAll('input[name="csrf"]')) input.value = token.content;
    return true;
  }

  function showSignedOut() {
    const link = document.createElement("a");
    link.href = `${document.querySelector("[data-root]").dataset.root}/staff`;
    link.target = "_blank";
    link.rel = "opener";
    link.textContent = words.sign_in;
    state.replaceChildren(`${words.signed_out} `, link, ` ${words.sign_in_after}`);
    state.classList.add("desk-dirty");
  }

  async function post(again = true) {
    const sent = { subject: subject.value, body: body.value };
    const fields = new FormData(form);
    fields.set("do", "save");
    const response = await fetch(form.action, {
      method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" },
    });
    if (response.status === 401 || response.status === 403) {
      if (again && (await freshToken())) return post(false);
      showSignedOut();
      return false;
    }
    if (response.status === 409) {
      // The server shows both letters on a page of its own.
      submit("save");
      return false;
    }
    if (!response.ok) throw new Error(`status ${response.status}`);
    const found = await response.json();
    for (const input of page.querySelectorAll('input[name="revision"]')) input.value = found.revision;
    Object.assign(kept, sent);
    if (body.value === sent.body) showFound(found);
    const badge = page.querySelector("[data-state]");
    badge.className = `desk-state desk-state-${found.state}`;
    badge.textContent = found.state_word;
    savedText = found.saved;
    showState();
    return !dirty();
  }

  // Returns whether all is saved. One at a time: a second one would meet the first one's revision.
  function save() {
    if (saving) return saving;
    showState(words.saving);
    saving = post()
      .catch(() => {
        showState(words.save_failed);
        return false;
      })
      .finally(() => {
        saving = null;
      });
    return saving;
  }

  function submit(action) {
    leaving = true;
    const button = document.createElement("button");
    button.name = "do";
    button.value = action;
    button.hidden = true;
    form.append(button);
    form.requestSubmit(button);
  }

  function insert(text) {
    body.focus();
    const before = body.value.slice(0, body.selectionStart);
    const behind = body.value.slice(body.selectionEnd);
    const lead = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    const tail = !behind || behind.startsWith("\n\n") ? "" : behind.startsWith("\n") ? "\n" : "\n\n";
    const whole = `${lead}${text}${tail}`;
    // Unlike a change of the value, this can be undone by Ctrl + Z.
    if (!document.execCommand("insertText", false, whole)) {
      body.setRangeText(whole, body.selectionStart, body.selectionEnd, "end");
      body.dispatchEvent(new Event("input", { bubbles: true }));
    }
    showState(`${words.inserted} ${words.unsaved}.`);
  }

  form.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    const action = event.submitter ? event.submitter.value : "save";
    if (action !== "save" || leaving) {
      leaving = true;
      return;
    }
    event.preventDefault();
    save();
  });
  document.addEventListener("keydown", (event) => {
    const inLetter = event.target instanceof Node && form.contains(event.target);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && inLetter) {
      event.preventDefault();
      save();
    } else if (event.key === "F8") {
      event.preventDefault();
      sheet.next();
    }
  });
  for (const button of page.querySelectorAll("[data-insert]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      page.dispatchEvent(new CustomEvent("show-pane", { detail: "svar" }));
      insert(button.dataset.insert);
    });
  }
  // Other forms of the page lead away from it: what is not saved goes first.
  for (const other of page.querySelectorAll("form[data-aside]")) {
    other.addEventListener("submit", async (event) => {
      if (!dirty() || leaving) return;
      event.preventDefault();
      if (!(await save())) return;
      leaving = true;
      other.submit();
    });
  }
  for (const link of page.querySelectorAll("[data-download]")) {
    link.addEventListener("click", async (event) => {
      if (!dirty()) return;
      event.preventDefault();
      if (await save()) window.location.assign(link.href);
    });
  }
  for (const link of page.querySelectorAll("[data-discard]")) {
    link.addEventListener("click", () => {
      leaving = true;
    });
  }
  window.addEventListener("beforeunload", (event) => {
    if (dirty() && !leaving) event.preventDefault();
  });
  // From the browser's memory of pages it may come back with the letter as it was then.
  window.addEventListener("pageshow", () => {
    leaving = false;
    if (body.value !== checked) check();
    showState();
  });

  // What was typed before is checked by "pageshow", which comes after this.
  sheet.put(body.value === checked ? JSON.parse(list.dataset.faults) : []);
  showState();
  return {
    html: () => (body.value === checked ? html : null),
    text: () => body.value,
    say: (text) => showState(text),
    save,
  };
}
