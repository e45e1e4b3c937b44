// The reader: to the quote, copy its link, search within. Without it the page is a plain page.
(() => {
  "use strict";

  const article = document.querySelector(".source");
  if (!article) return;
  const framed = document.body.classList.contains("site-framed");

  // Links carry #citat; an address typed by hand, or copied without it, ends up there too.
  const quote = document.getElementById("citat");
  if (quote && (!window.location.hash || window.location.hash === "#citat")) {
    quote.scrollIntoView({ block: "center" });
    // In a frame the page around it decides where the focus is.
    if (!framed) quote.focus({ preventScroll: true });
  }

  const contents = document.querySelector(".reader-contents details");
  if (contents && !window.matchMedia("(min-width: 60rem)").matches) contents.open = false;

  // Copy the link

  const copy = document.querySelector("[data-copy]");
  const said = document.querySelector("[data-said]");

  function copyWithoutPermission(text) {
    // Plain http has no clipboard of its own.
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }

  async function copyLink() {
    const address = new URL(copy.dataset.copy, window.location.origin).href;
    let done = false;
    try {
      await navigator.clipboard.writeText(address);
      done = true;
    } catch {
      done = copyWithoutPermission(address);
      copy.focus();
    }
    said.textContent = done ? copy.dataset.copied : `${copy.dataset.failed} ${address}`;
  }

  if (copy) {
    copy.hidden = false;
    copy.addEventListener("click", copyLink);
  }

  // Search within

  const form = document.querySelector("[data-search]");
  const field = form.querySelector("input");
  const count = form.querySelector("[data-count]");
  const steps = form.querySelectorAll("[data-step]");
  const drawn = "highlights" in CSS;
  let hits = [];
  let at = -1;
  let waiting = 0;

  function find(words) {
    if (words.length < 2) return [];
    const literal = words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");
    const pattern = new RegExp(literal, "giu");
    const blocks = article.querySelectorAll(":scope > p, :scope > ul > li, :is(h2,h3,h4,h5,h6)");
    return [...blocks].flatMap((block) => rangesIn(block, pattern));
  }

  function rangesIn(block, pattern) {
    const nodes = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) {
      nodes.push({ node: walker.currentNode, start: text.length });
      text += walker.currentNode.data;
    }
    const place = (offset, last) => {
      const found = nodes.findLast((n) => (last ? n.start < offset : n.start <= offset));
      return [found.node, offset - found.start];
    };
    return [...text.matchAll(pattern)].map((match) => {
      const range = new Range();
      range.setStart(...place(match.index, false));
      range.setEnd(...place(match.index + match[0].length, true));
      return range;
    });
  }

  function draw() {
    const current = hits[at];
    if (drawn) {
      CSS.highlights.set("fund", new Highlight(...hits));
      CSS.highlights.set("fund-nu", new Highlight(...(current ? [current] : [])));
    } else if (current) {
      window.getSelection().removeAllRanges();
      window.getSelection().addRange(current);
    }
    form.toggleAttribute("data-hits", hits.length > 0);
    for (const step of steps) step.setAttribute("aria-disabled", String(hits.length === 0));
  }

  function say() {
    const { none, one, many } = form.dataset;
    const words = hits.length === 0 ? none : hits.length === 1 ? one : many;
    const text = words.replace("{at}", String(at + 1)).replace("{total}", String(hits.length));
    count.textContent = field.value.trim().length < 2 ? "" : text;
  }

  function search() {
    waiting = 0;
    hits = find(field.value.trim());
    at = hits.length > 0 ? 0 : -1;
    draw();
    say();
    reveal();
  }

  function step(by) {
    if (waiting) {
      window.clearTimeout(waiting);
      search();
      return;
    }
    if (hits.length === 0) return;
    at = (at + by + hits.length) % hits.length;
    draw();
    say();
    reveal();
  }

  function reveal() {
    if (at < 0) return;
    const place = hits[at].getBoundingClientRect();
    const bar = form.getBoundingClientRect().height;
    if (place.top < bar + 16 || place.bottom > window.innerHeight - 16) {
      window.scrollBy(0, place.top - Math.max(bar + 32, window.innerHeight / 3));
    }
  }

  form.hidden = false;
  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(search, 200);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      field.value = "";
      search();
    }
  });
  for (const button of steps) {
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
})();
