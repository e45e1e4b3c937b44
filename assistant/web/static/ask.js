// The Ask page: asks at /api/ask, shows what /api/page/turns renders, keeps conversations in the
// browser. Text of answers and questions is put in by the server's templates or as textContent.
import { chooseCall, chosenCall, fitCall } from "./ask/calls.js";
import { closeOnBackdrop, openSource } from "./ask/dialogs.js";
import { repair } from "./ask/repair.js";
import { postJson } from "./ask/server.js";
import * as store from "./ask/store.js";
import { copy } from "./ask/take.js";
import { closeList, showTalks } from "./ask/talks.js";
import { actOnTurn, markFeedback } from "./ask/turn.js";

const REMEMBERED = 5;
const LONGEST = 4000;
const AT_ONCE = 10;

let page = null;
let words = {};
let talk = null;
let waiting = false;

const box = () => document.querySelector("#ask-question textarea");
const part = (selector) => page.querySelector(selector);

function say(text) {
  // Emptied first, so that the same words are read out again.
  const said = part("#ask-said");
  said.textContent = "";
  window.setTimeout(() => (said.textContent = text), 60);
}

function trouble(code) {
  const shown = part("#ask-trouble");
  shown.hidden = !code;
  shown.querySelector("p").textContent = code ? words.notices[code] || words.notices.internal : "";
  if (code) {
    say(shown.textContent.trim());
    shown.scrollIntoView({ block: "nearest" });
  }
}

function fill(text) {
  const area = box();
  area.value = text;
  // Gradio reads the box, and fits its height, when it hears of a change.
  area.dispatchEvent(new Event("input", { bubbles: true }));
  store.setDraft(text);
}

function fromTemplate(id) {
  return part(`#${id}`).content.firstElementChild.cloneNode(true);
}

function fromHtml(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

function order() {
  const turns = [...page.querySelectorAll(".ask-turn")];
  part(".ask-thread").hidden = !turns.length;
  document.querySelector("#indhold").classList.toggle("ask-going-on", turns.length > 0);
  turns.forEach((turn, position) => {
    const latest = position === turns.length - 1;
    turn.classList.toggle("ask-latest", latest);
    const sources = turn.querySelector("details.ask-sources");
    if (sources) sources.open = latest;
  });
  showTalks(page, talk);
}

function reveal(turn, atOnce = false) {
  const still = atOnce || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  turn?.scrollIntoView({ block: "start", behavior: still ? "instant" : "smooth" });
}

// The server renders what was kept; null is an answer it could not read.
async function rendered(answers) {
  const lang = page.dataset.lang;
  const turns = [];
  for (let at = 0; at < answers.length; at += AT_ONCE) {
    const some = answers.slice(at, at + AT_ONCE);
    const reply = await postJson(`${page.dataset.root}/api/page/turns`, { lang, answers: some });
    turns.push(...reply.turns);
  }
  return turns;
}

async function showTalk() {
  const shown = talk;
  store.setCurrent(talk);
  part(".ask-turns").replaceChildren();
  order();
  if (!shown.turns.length) return;
  try {
    const turns = await rendered(shown.turns.map((turn) => turn.answer));
    if (shown !== talk) return;
    const articles = turns.map((turn) => (turn ? fromHtml(turn.html) : fromTemplate("ask-unreadable")));
    part(".ask-turns").replaceChildren(...articles);
    articles.forEach((article, position) => markFeedback(article, shown.turns[position]));
    order();
    reveal(articles.at(-1), true);
  } catch {
    trouble("not_shown");
  }
}

async function send() {
  const question = box().value;
  if (waiting) return;
  if (!question.trim()) {
    trouble("empty_question");
    box().focus();
    return;
  }
  waiting = true;
  trouble("");
  if (talk.turns.length >= store.MOST_TURNS) begin();
  const asked = talk;
  const pending = fromTemplate("ask-pending");
  pending.querySelector("[data-question]").textContent = question;
  part(".ask-turns").append(pending);
  order();
  reveal(pending);
  say(words.working);
  fill("");
  box().focus({ preventScroll: true });
  try {
    const history = asked.turns.slice(-REMEMBERED).map(({ answer }) => ({
      question: answer.question.slice(0, LONGEST),
      answer: answer.answer.slice(0, LONGEST),
    }));
    const call = chosenCall();
    const asking = call ? { question, history, call } : { question, history };
    const answer = await postJson(`${page.dataset.root}/api/ask`, asking);
    const [turn] = await rendered([answer]);
    if (!turn) throw new Error("the server can't read its own answer");
    take(asked, { answer }, turn, pending);
  } catch (error) {
    pending.remove();
    order();
    if (!box().value) fill(question);
    trouble(error.code || "internal");
  } finally {
    waiting = false;
  }
}

function take(asked, kept, turn, pending) {
  asked.turns.push(kept);
  const outcome = store.save(asked);
  if (asked !== talk) return;
  store.setCurrent(talk);
  const article = fromHtml(turn.html);
  pending.replaceWith(article);
  order();
  reveal(article);
  if (outcome !== "kept") trouble(outcome === "made_room" ? "storage_full" : "not_kept");
  say(talk.turns.length >= store.MOST_TURNS ? `${turn.said} ${words.full}` : turn.said);
}

function begin() {
  talk = store.fresh();
  trouble("");
  return showTalk();
}

const pageActions = {
  "new": async () => {
    closeList(page);
    await begin();
    say(words.started);
    box().focus();
  },
  "open": async (id) => {
    talk = store.talks().find((kept) => kept.id === id) || store.fresh();
    closeList(page);
    await showTalk();
    say(words.opened.replace("{title}", talk.turns.length ? store.title(talk) : ""));
    box().focus();
  },
  "delete": async (id) => {
    store.remove(id);
    if (id === talk.id) await begin();
    else order();
    say(words.deleted);
    (part(".ask-talks [data-do=delete]") || box()).focus();
  },
  "delete-all": () => confirmAll(true),
  "keep-all": () => confirmAll(false),
  "delete-all-now": async () => {
    store.removeAll();
    confirmAll(false);
    await begin();
    say(words.deleted_all);
    box().focus();
  },
};

function confirmAll(asking) {
  const row = part(".ask-all");
  row.querySelector("span").hidden = !asking;
  row.querySelector("[data-do=delete-all]").hidden = asking;
  row.querySelector(asking ? "[data-do=keep-all]" : "[data-do=delete-all]").focus();
}

function act(button) {
  const name = button.dataset.do;
  const turn = button.closest(".ask-turn");
  if (name === "close") button.closest("dialog").close();
  else if (name === "copy-link") copyLink(button);
  else if (turn) {
    const position = [...page.querySelectorAll(".ask-turn")].indexOf(turn);
    actOnTurn(name, { page, words, say, talk }, turn, talk.turns[position]);
  } else pageActions[name]?.(button.closest("[data-talk]")?.dataset.talk);
}

async function copyLink(button) {
  const copied = await copy(button.closest("dialog").querySelector("a").href);
  button.closest("p").querySelector("[data-result]").textContent = copied
    ? words.copied
    : words.copy_failed;
}

function clicked(event) {
  if (!page || !(event.target instanceof Element)) return;
  const target = event.target;
  const button = target.closest("button");
  if (button?.closest("#ask-send") || button?.id === "ask-send") return void send();
  if (button?.dataset.example !== undefined) {
    fill(button.textContent);
    return void send();
  }
  if (button?.dataset.do) return act(button);
  closeOnBackdrop(event);
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = target.closest("a");
  // A click anywhere on a card opens its source, unless words of the quote are being selected.
  const card = !link && !String(window.getSelection()) ? target.closest(".ask-card") : null;
  const source = link ? (link.dataset.source !== undefined ? link : null) : card?.querySelector("a");
  if (!source) return;
  event.preventDefault();
  openSource(page, source);
}

function pressed(event) {
  if (event.target !== box() || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
}

function mount(found) {
  page = found;
  words = JSON.parse(page.dataset.words);
  document.documentElement.lang = page.dataset.lang;
  document.title = page.dataset.title;
  document.documentElement.classList.add("ask-opened");
  talk = talk || store.current();
  repair();
  if (store.draft()) fill(store.draft());
  showTalk();
}

// Gradio puts the page in place after this script has run, and again in another language.
function look() {
  const found = document.querySelector("#ask-page[data-live=yes]");
  if (found && found !== page && box()) mount(found);
  fitCall();
}

look();
new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed, true);
document.addEventListener("change", (event) => {
  if (event.target instanceof Element && event.target.id === "ask-call") chooseCall();
});
document.addEventListener("input", (event) => {
  if (page && event.target === box()) store.setDraft(box().value);
});
window.addEventListener("beforeprint", () => {
  for (const sources of page?.querySelectorAll(".ask-sources") || []) sources.open = true;
});
window.addEventListener("afterprint", () => page && order());
store.onChangeElsewhere(() => page && showTalks(page, talk));
