// Taking an answer along: as text, with its sources, as a file.

export function plainText(turn) {
  return turn.querySelector("[data-plain]").textContent.replace(/\s?\[\d+\]/g, "");
}

// Question, answer, and for each marker where it stands, the quote and its permanent address.
export function textWithSources(turn) {
  const lines = [
    turn.querySelector("[data-question]").textContent,
    turn.querySelector("[data-plain]").textContent,
  ];
  const missing = turn.querySelector(".ask-missing");
  if (missing) lines.push(missing.textContent.trim());
  lines.push(turn.querySelector(".ask-day").textContent);
  for (const card of turn.querySelectorAll(".ask-card")) {
    const where = Array.from(card.querySelectorAll(".ask-where > *"), (part) => part.textContent);
    const notice = card.querySelector(".ask-notice");
    if (notice) where[0] = `${where[0]} (${notice.textContent})`;
    lines.push(
      `[${card.dataset.number}] ${where.join(" › ")}\n` +
        `”${card.querySelector("blockquote").textContent}”\n${card.querySelector("a").href}`,
    );
  }
  return lines.join("\n\n");
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyTheOldWay(text);
  }
}

function copyTheOldWay(text) {
  // Without https there is no clipboard to write to, but a selection can be copied.
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  before?.focus();
  return copied;
}

export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
