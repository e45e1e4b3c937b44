// The page "Tjek budget": the same form as without a script, sent at each change; the parts that
// come back are put in place. What is typed stays in this tab, also when the language changes.
(() => {
  "use strict";
  const KEPT = "budget";
  const TYPING = 500;
  const page = document.getElementById("budget-page");
  if (!page || !document.getElementById("budget")) return;
  // Fields that somebody has left: only there is something wrong before the form is sent.
  const touched = new Set();
  let timer = 0;
  let asked = null;

  const form = () => document.getElementById("budget");
  const part = (name) => page.querySelector(`[data-part="${name}"]`);
  const idOf = (name) => name.replaceAll(".", "-");

  function written(action) {
    const fields = new URLSearchParams(new FormData(form()));
    fields.set("action", action);
    return fields;
  }

  function keep() {
    try {
      window.sessionStorage.setItem(KEPT, written("live").toString());
    } catch {
      // A browser may forbid storage; then the form is empty after the language has changed.
    }
  }

  function kept() {
    try {
      return window.sessionStorage.getItem(KEPT);
    } catch {
      return null;
    }
  }

  function forget() {
    try {
      window.sessionStorage.removeItem(KEPT);
    } catch {
      // Nothing was kept then.
    }
  }

  // What another request has overtaken comes back as null, what failed as undefined.
  async function send(address, body) {
    if (asked) asked.abort();
    asked = new AbortController();
    const mine = asked;
    try {
      const response = await fetch(address, { method: "POST", body, signal: mine.signal });
      if (response.ok) return await response.json();
      notice(response.status === 429 ? page.dataset.busy : page.dataset.offline);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return null;
      notice(page.dataset.offline);
    } finally {
      if (asked === mine) asked = null;
    }
    return undefined;
  }

  function notice(text) {
    const line = document.createElement("p");
    line.textContent = text;
    part("summary").replaceChildren(line);
    part("results").replaceChildren();
    say(text);
  }

  function say(text) {
    const region = page.querySelector("[data-said]");
    if (region.textContent !== text) region.textContent = text;
  }

  function put(name, html) {
    const place = part(name);
    if (html === undefined || !place) return;
    const open = [...place.querySelectorAll("details[open]")].map((one) => one.dataset.key);
    place.innerHTML = html;
    for (const one of place.querySelectorAll("details")) {
      one.open = one.open || open.includes(one.dataset.key);
    }
  }

  function mark(errors) {
    for (const entry of form().querySelectorAll("[data-entry]")) {
      const name = entry.dataset.entry;
      const text = touched.has(name) ? errors[name] || "" : "";
      const field = document.getElementById(idOf(name));
      const place = document.getElementById(`${idOf(name)}-error`);
      entry.classList.toggle("wrong", text !== "");
      if (text) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      place.hidden = !text;
      place.replaceChildren();
      if (!text) continue;
      const word = document.createElement("span");
      word.className = "unseen";
      word.textContent = `${page.dataset.wrong} `;
      place.append(word, text);
    }
  }

  function show(answer) {
    put("summary", answer.parts.summary);
    put("results", answer.parts.results);
    mark(answer.errors);
    say(answer.said);
  }

  async function refresh() {
    const answer = await send(form().dataset.check, written("live"));
    if (!answer) return;
    if (answer.state !== "problems") put("errors", "");
    show(answer);
  }

  async function check() {
    const answer = await send(form().dataset.check, written("check"));
    if (!answer) return;
    for (const name of Object.keys(answer.errors)) touched.add(name);
    put("errors", answer.parts.errors);
    show(answer);
    focus(answer.state === "problems" ? "svar" : "resultat");
  }

  async function changeRows(action) {
    const answer = await send(form().dataset.check, written(action));
    if (!answer) return;
    // The rows have other numbers now.
    for (const name of touched) if (name.startsWith("de_minimis.")) touched.delete(name);
    put("awards", answer.parts.awards);
    show(answer);
    keep();
    if (answer.focus) focus(idOf(answer.focus));
    else page.querySelector("[data-awards]").focus();
  }

  async function load(one) {
    const answer = await send(one.dataset.load, new FormData(one));
    if (!answer) return;
    touched.clear();
    for (const name of ["form", "errors", "summary", "results"]) put(name, answer.parts[name]);
    for (const name of Object.keys(answer.errors)) touched.add(name);
    say(answer.said);
    if (answer.parts.form !== undefined) {
      one.reset();
      keep();
    }
    focus(answer.state === "problems" ? "svar" : "summary-title");
  }

  async function restore() {
    const fields = kept();
    if (!fields) return;
    const answer = await send(form().dataset.whole, new URLSearchParams(fields));
    if (!answer) return;
    put("form", answer.parts.form);
    show(answer);
  }

  function focus(id) {
    const target = document.getElementById(id);
    if (target) target.focus();
  }

  function later(wait) {
    window.clearTimeout(timer);
    timer = window.setTimeout(refresh, wait);
    keep();
  }

  page.addEventListener("input", (event) => {
    if (event.target.form === form()) later(TYPING);
  });

  page.addEventListener("change", (event) => {
    if (event.target.form !== form()) return;
    touched.add(event.target.name);
    later(0);
  });

  page.addEventListener("submit", (event) => {
    window.clearTimeout(timer);
    if (event.target.dataset.load) {
      event.preventDefault();
      load(event.target);
      return;
    }
    const button = event.submitter;
    // Files are downloaded by the browser itself.
    if (button && button.hasAttribute("formaction")) return;
    event.preventDefault();
    const action = button ? button.value : "check";
    if (action === "check") check();
    else changeRows(action);
  });

  page.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-clear]")) forget();
  });

  // The errors take this place over, when there are any.
  part("summary").removeAttribute("id");
  if (form().hasAttribute("data-filled")) keep();
  else restore();
})();
