// The desk. Without this script the pages are forms and links; with it letters are checked as one
// types, saved without loading the page anew, and copied.
import { startCopying } from "./staff-desk/copy.js";
import { startIntake } from "./staff-desk/intake.js";
import { startLetter } from "./staff-desk/letter.js";
import { startTabs } from "./staff-desk/tabs.js";

const page = document.querySelector("[data-case]");
if (page) {
  const words = JSON.parse(page.dataset.words);
  const letter = startLetter(page, words);
  startCopying(page, words, letter);
  startTabs(page);
}
startIntake();

for (const select of document.querySelectorAll("select[data-submits]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// Ctrl + Enter sends the form that one is writing in; the letter's own is in letter.js.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
  const form = event.target instanceof HTMLElement && event.target.closest("form");
  if (!form || form.method !== "post") return;
  event.preventDefault();
  form.requestSubmit();
});

// A menu closes where one goes on elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".desk-menu[open]")) {
    const inside = menu.contains(event.target);
    if (!inside || event.target.closest("a, button")) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(".desk-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

const notice = document.querySelector("[data-notice]");
if (notice) notice.focus();
