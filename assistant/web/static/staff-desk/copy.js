// The letter on the clipboard: formatted and plain at once, so that each program takes its own.

// Works everywhere in a click, also where a page is not served over HTTPS.
function copyByEvent(parts) {
  let done = false;
  const fill = (event) => {
    for (const [type, text] of Object.entries(parts)) event.clipboardData.setData(type, text);
    event.preventDefault();
    done = true;
  };
  document.addEventListener("copy", fill, { once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", fill);
  return done;
}

async function copy(parts) {
  if (navigator.clipboard && window.ClipboardItem) {
    try {
      const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]);
      await navigator.clipboard.write([new window.ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch {
      // Not allowed here; the older way may be.
    }
  }
  return copyByEvent(parts);
}

function asHtml(text) {
  const box = document.createElement("div");
  for (const lines of text.split(/\n{2,}/)) {
    const paragraph = document.createElement("p");
    lines.split("\n").forEach((line, at) => {
      if (at) paragraph.append(document.createElement("br"));
      paragraph.append(line);
    });
    box.append(paragraph);
  }
  return box.innerHTML;
}

export function startCopying(page, words, letter) {
  const sent = page.querySelector("[data-sent]");
  const said = page.querySelector("[data-saved]");
  const text = () => (letter.text ? letter.text() : sent.textContent);
  for (const button of page.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const plain = { "text/plain": text() };
      const both = button.dataset.copy === "both";
      const parts = both ? { "text/html": letter.html() || asHtml(text()), ...plain } : plain;
      const done = await copy(parts);
      said.textContent = !done ? words.copy_failed : both ? words.copied : words.copied_text;
    });
  }
}
