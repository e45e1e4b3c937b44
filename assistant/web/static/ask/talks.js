// The list of conversations: each with its first question as title.
import { talks, title } from "./store.js";

export function showTalks(page, current) {
  const list = talks();
  const row = page.querySelector(".ask-talks");
  row.hidden = !list.length;
  row.querySelector("[data-count]").textContent = `(${list.length})`;
  row.querySelector("ul").replaceChildren(...list.map((talk) => entry(page, talk, current)));
}

export function closeList(page) {
  page.querySelector(".ask-talks details").open = false;
}

function entry(page, talk, current) {
  const item = page.querySelector("#ask-talk").content.firstElementChild.cloneNode(true);
  const [open, remove] = item.querySelectorAll("button");
  item.dataset.talk = talk.id;
  open.textContent = title(talk);
  if (talk.id === current.id) open.setAttribute("aria-current", "true");
  remove.setAttribute("aria-label", remove.dataset.name.replace("{title}", title(talk)));
  return item;
}
