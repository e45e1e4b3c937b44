// What the buttons below an answer do. `here` holds the page, its words, `say` and the conversation;
// `turn` is the article, `kept` what the browser keeps of it.
import { askWhatWasWrong } from "./dialogs.js";
import { postForFile, postJson } from "./server.js";
import * as store from "./store.js";
import { copy, download, plainText, textWithSources } from "./take.js";

const actions = {
  "copy": (here, turn) => copyText(here, turn, plainText(turn)),
  "copy-sources": (here, turn) => copyText(here, turn, textWithSources(turn)),
  "print": () => window.print(),
  "docx": (here, turn, kept) => exportAs(here, turn, kept, "docx"),
  "md": (here, turn, kept) => exportAs(here, turn, kept, "md"),
  "useful": (here, turn, kept) => sendFeedback(here, turn, kept, { useful: true }),
  "useless": (here, turn, kept) =>
    askWhatWasWrong(here.page, (reasons, comment) =>
      sendFeedback(here, turn, kept, { useful: false, reasons, comment }),
    ),
};

export function actOnTurn(name, here, turn, kept) {
  actions[name]?.(here, turn, kept);
}

export function markFeedback(turn, kept) {
  if (!kept.feedback || !turn.querySelector(".ask-useful")) return;
  for (const name of ["useful", "useless"]) {
    const pressed = kept.feedback.useful === (name === "useful");
    turn.querySelector(`[data-do=${name}]`).setAttribute("aria-pressed", String(pressed));
  }
}

function done(here, turn, text) {
  const line = turn.querySelector(".ask-done");
  line.hidden = false;
  line.textContent = text;
  here.say(text);
}

async function copyText(here, turn, text) {
  done(here, turn, (await copy(text)) ? here.words.copied : here.words.copy_failed);
}

async function exportAs(here, turn, kept, format) {
  const { root, lang } = here.page.dataset;
  try {
    const body = { answers: [kept.answer], lang };
    download(await postForFile(`${root}/api/export?format=${format}`, body), `${here.words.file}.${format}`);
    done(here, turn, here.words.exported);
  } catch (error) {
    const altered = error.code === "altered_quote";
    done(here, turn, altered ? here.words.altered_quote : here.words.export_failed);
  }
}

// Returns an empty string, or what went wrong.
async function sendFeedback(here, turn, kept, judgement) {
  const body = { answer: kept.answer, ...judgement };
  if (kept.feedback) body.replaces = kept.feedback.id;
  try {
    const { id } = await postJson(`${here.page.dataset.root}/api/feedback`, body);
    kept.feedback = { id, useful: judgement.useful };
    store.save(here.talk);
    markFeedback(turn, kept);
    done(here, turn, here.words.thanks);
    return "";
  } catch {
    if (judgement.useful) done(here, turn, here.words.feedback_failed);
    return here.words.feedback_failed;
  }
}
