// Where there is no room side by side, one part of the case is shown at a time. A question in the
// mail and its answer lead to each other.
const NARROW = window.matchMedia("(max-width: 60rem)");

export function startTabs(page) {
  const nav = page.querySelector("[data-tabs]");
  const links = [...nav.querySelectorAll("a")];
  const parts = links.map((link) => page.querySelector(link.hash));
  let shown = nav.dataset.tabs;

  function paneOf(id) {
    const target = id && document.getElementById(id);
    return target && parts.find((part) => part === target || part.contains(target));
  }

  function draw() {
    page.classList.toggle("desk-tabbed", NARROW.matches);
    for (const [at, part] of parts.entries()) {
      const here = part.id === shown;
      part.classList.toggle("desk-shown", here);
      if (here && NARROW.matches) links[at].setAttribute("aria-current", "true");
      else links[at].removeAttribute("aria-current");
    }
  }

  function show(id) {
    const pane = paneOf(id);
    if (!pane) return false;
    shown = pane.id;
    draw();
    // A field that had no room has no height of its own yet.
    window.dispatchEvent(new Event("resize"));
    return true;
  }

  function point(link, event) {
    const id = link.hash.slice(1);
    const target = document.getElementById(id);
    if (!target || !show(id)) return;
    event.preventDefault();
    for (const fold of page.querySelectorAll("details")) if (fold.contains(target)) fold.open = true;
    for (const old of page.querySelectorAll(".desk-pointed")) old.classList.remove("desk-pointed");
    if (nav.contains(link)) {
      // The bar stays where it is; the part begins below it.
      const top = nav.getBoundingClientRect().top + window.scrollY;
      if (window.scrollY > top) window.scrollTo({ top });
      return;
    }
    const question = target.dataset.question;
    for (const one of question ? page.querySelectorAll(`[data-question="${question}"]`) : [target]) {
      one.classList.add("desk-pointed");
    }
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }

  page.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    if (link && !event.ctrlKey && !event.metaKey) point(link, event);
  });
  page.addEventListener("show-pane", (event) => show(event.detail));
  NARROW.addEventListener("change", draw);
  draw();
  if (window.location.hash) show(window.location.hash.slice(1));
}
