// Makes the two paths lighter: questions that don't apply are hidden, a form is answered without a
// new page, the link is copied. Without it the forms work all the same.
(() => {
  "use strict";
  const KEPT = "smv-ved-sprogskift";
  const page = () => document.querySelector("[data-path]");
  const form = () => document.querySelector("form[data-swap]");

  // The same as `applies` in questions.py.
  function applies(condition, answers, currency) {
    if ("all" in condition) return condition.all.every((one) => applies(one, answers, currency));
    if ("any" in condition) return condition.any.some((one) => applies(one, answers, currency));
    if ("currency" in condition) return condition.currency === currency;
    const value = answers(condition.key);
    if ("in" in condition) return condition.in.includes(value || "unknown");
    return Boolean(value);
  }

  function arrange() {
    if (!form()) return;
    const typed = new FormData(form());
    const currency = typed.get("currency");
    for (const question of form().querySelectorAll("[data-when]")) {
      const inside = (key) => typed.get(question.dataset.scope + key) || typed.get(key);
      question.hidden = !applies(JSON.parse(question.dataset.when), inside, currency);
    }
    const chosen = form().querySelector("[data-currency] :checked");
    for (const unit of form().querySelectorAll("[data-unit]")) {
      unit.textContent = chosen.dataset.says;
    }
  }

  function start() {
    const copy = page().querySelector("[data-copy]");
    if (copy) copy.hidden = false;
    arrange();
  }

  // `autofocus` counts only when a page is loaded.
  function focus() {
    const target = page().querySelector("[autofocus]");
    if (!target) return;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  }

  async function swap(body) {
    form().setAttribute("aria-busy", "true");
    const response = await fetch(form().action, { method: "POST", body });
    const kind = response.headers.get("content-type") || "";
    if (!kind.startsWith("text/html")) throw new Error(`status ${response.status}`);
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!next.querySelector("[data-path]")) throw new Error("another page");
    page().replaceWith(next.querySelector("[data-path]"));
    document.title = next.title;
    start();
    focus();
  }

  function send(event) {
    if (!(event.target instanceof HTMLFormElement) || event.target !== form()) return;
    event.preventDefault();
    if (form().getAttribute("aria-busy") === "true") return;
    const button = event.submitter;
    const typed = new FormData(form(), button);
    // Where that doesn't work, the browser sends the form itself and shows what comes.
    swap(new URLSearchParams(typed)).catch(() => {
      form().removeAttribute("data-swap");
      document.querySelector(".path form[method=post]").requestSubmit(button);
    });
  }

  async function copyLink(button) {
    const said = page().querySelector("[data-said]");
    try {
      await navigator.clipboard.writeText(window.location.href);
      said.textContent = button.dataset.copied;
    } catch {
      said.textContent = button.dataset.failed;
    }
  }

  // The switch of language loads the page anew (site.js): what was typed is handed over.
  function keepTyped(event) {
    if (!(event.target instanceof Element) || !form()) return;
    if (!event.target.closest("a[data-language]")) return;
    try {
      const typed = new URLSearchParams(new FormData(form()));
      typed.set("do", page().querySelector(".path-result") ? "check" : "keep");
      window.sessionStorage.setItem(KEPT, typed.toString());
    } catch {
      // A browser may forbid storage; then the form is empty in the other language.
    }
  }

  function takeTyped() {
    let kept = null;
    try {
      kept = window.sessionStorage.getItem(KEPT);
      window.sessionStorage.removeItem(KEPT);
    } catch {
      return;
    }
    if (kept && form()) swap(new URLSearchParams(kept)).catch(() => {});
  }

  document.addEventListener("submit", send);
  document.addEventListener("change", arrange);
  document.addEventListener("input", arrange);
  document.addEventListener("click", keepTyped, true);
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (button) copyLink(button);
  });
  start();
  takeTyped();
})();
