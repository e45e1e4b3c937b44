// Theme and language of every page. Loaded in <head> without `defer`: the theme is set before
// anything is drawn. Without this script the system's theme holds and the language link is a link.
(() => {
  "use strict";
  const page = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function theme() {
    let kept = null;
    try {
      kept = window.localStorage.getItem("tema");
    } catch {
      // A browser may forbid storage; then the system's theme holds.
    }
    return kept === "light" || kept === "dark" ? kept : system.matches ? "dark" : "light";
  }

  function show() {
    const dark = theme() === "dark";
    page.dataset.theme = dark ? "dark" : "light";
    // Gradio looks for its own class, and sets it by the system's theme when it starts.
    if (document.body && document.body.classList.contains("dark") !== dark) {
      document.body.classList.toggle("dark", dark);
    }
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(dark));
    }
  }

  function turn() {
    const next = theme() === "dark" ? "light" : "dark";
    try {
      window.localStorage.setItem("tema", next);
    } catch {
      return;
    }
    show();
  }

  function speak(language) {
    const header = document.querySelector("[data-root]");
    const path = (header && header.dataset.root) || "/";
    const safe = window.location.protocol === "https:" ? "; secure" : "";
    document.cookie = `sprog=${language}; path=${path}; max-age=31536000; samesite=lax${safe}`;
    const address = new URL(window.location.href);
    address.searchParams.delete("lang");
    // A change of the part after # alone would not load the page again.
    window.history.replaceState(window.history.state, "", address);
    window.location.reload();
  }

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-theme-switch]")) turn();
    const link = event.target.closest("a[data-language]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      speak(link.dataset.language);
    }
  });

  function watch() {
    show();
    // The header may come late, and the class may be set by others.
    const watcher = new MutationObserver((changes) => {
      if (changes.some((change) => change.target === document.body || change.addedNodes.length)) {
        show();
      }
    });
    watcher.observe(document.body, { attributeFilter: ["class"], childList: true, subtree: true });
  }

  show();
  system.addEventListener("change", show);
  window.addEventListener("storage", show);
  // Gradio puts this script into its page when that is loaded already.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
})();
