// The editor of an answer: searching and taking a passage without a new page, and taking only the
// part of a passage that is marked with the mouse. Without it the same form does all of it.
(() => {
  "use strict";
  const form = document.querySelector("[data-editor]");
  document.querySelector("#fejl")?.focus();
  if (!form) return;
  const picked = form.elements.picked;

  // The marked text, where it lies within one passage, with that passage.
  function marked() {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const node = range.commonAncestorContainer;
    const passage = (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-passage]");
    const text = selection.toString().trim();
    return passage && text ? { passage, text } : null;
  }

  document.addEventListener("selectionchange", () => {
    const found = marked();
    for (const button of form.querySelectorAll("[data-take]")) {
      const own = found && button.parentElement.contains(found.passage);
      button.dataset.whole ??= button.textContent;
      const words = own ? button.dataset.part : button.dataset.whole;
      if (button.textContent !== words) button.textContent = words;
    }
  });

  // A press on a button must not take the marking away before it is read.
  form.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-take]")) event.preventDefault();
  });

  async function send(button) {
    const place = form.querySelector("[data-sources]");
    const taken = button.hasAttribute("data-take");
    const found = taken ? marked() : null;
    picked.value = found && button.parentElement.contains(found.passage) ? found.text : "";
    const body = new FormData(form, button);
    picked.value = "";
    place.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "text/html", "X-CSRF-Token": window.staff.token() },
        body,
        credentials: "same-origin",
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-sources]");
      if (!fresh) throw new Error("no sources");
      place.replaceWith(document.adoptNode(fresh));
      const quotes = form.querySelectorAll("textarea[name=quote]");
      (taken ? quotes[quotes.length - 1] : form.elements.search).focus();
    } catch {
      picked.value = "";
      form.dataset.plain = "yes";
      button.click();
    }
  }

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || form.dataset.plain || button.value === "save") return;
    event.preventDefault();
    send(button);
  });
})();
