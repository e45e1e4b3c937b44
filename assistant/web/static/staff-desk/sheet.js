// The letter's field with a mirror behind it, where faults are marked; the mirror holds the same
// text, so it gives the field its height, too. Positions from the server are code points.
export function makeSheet(field, mirror, list, nextButton, words) {
  let faults = [];
  let text = field.value;

  // From code points to the UTF-16 units of JavaScript.
  function inUnits(found, body) {
    const units = [0];
    for (const sign of body) units.push(units[units.length - 1] + sign.length);
    return found.map((one) => ({ ...one, start: units[one.start], end: units[one.end] }));
  }

  function draw() {
    const parts = [];
    let at = 0;
    for (const fault of faults) {
      if (fault.start < at) continue;
      parts.push(text.slice(at, fault.start));
      const mark = document.createElement("mark");
      mark.className = `desk-mark desk-mark-${fault.kind}`;
      mark.textContent = text.slice(fault.start, fault.end);
      parts.push(mark);
      at = fault.end;
    }
    // A line that is empty at the end has no height of its own.
    parts.push(`${text.slice(at)}\n\u200b`);
    mirror.replaceChildren(...parts);
  }

  function drawList() {
    list.replaceChildren(
      ...faults.map((fault) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.className = "desk-fault";
        const word = document.createElement("strong");
        word.textContent = `${fault.word}:`;
        const what = document.createElement("span");
        what.className = "desk-fault-text";
        what.lang = field.lang;
        what.textContent = fault.text.length > 120 ? `${fault.text.slice(0, 119)}…` : fault.text;
        button.append(word, " ", what, " ", fault.said);
        button.title = words.show;
        button.addEventListener("click", () => show(fault));
        item.append(button);
        return item;
      }),
    );
    nextButton.hidden = faults.length === 0;
  }

  function show(fault) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(fault.start, fault.end);
    const shown = faults.filter((one, at) => at === 0 || one.start >= faults[at - 1].end);
    const mark = mirror.querySelectorAll("mark")[shown.indexOf(fault)];
    (mark || field).scrollIntoView({ block: "center" });
  }

  function next() {
    if (!faults.length) return;
    const from = document.activeElement === field ? field.selectionEnd : -1;
    show(faults.find((fault) => fault.start >= from) || faults[0]);
  }

  // Until the server has looked again: what stands before the change stays, what stands behind it
  // moves along, what was changed is no longer marked.
  function follow() {
    const now = field.value;
    let same = 0;
    const most = Math.min(text.length, now.length);
    while (same < most && text[same] === now[same]) same += 1;
    let tail = 0;
    while (tail < most - same && text.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
    const moved = now.length - text.length;
    faults = faults.flatMap((fault) => {
      if (fault.end <= same) return [fault];
      if (fault.start < text.length - tail) return [];
      return [{ ...fault, start: fault.start + moved, end: fault.end + moved }];
    });
    text = now;
    draw();
    if (list.firstChild) drawList();
  }

  function put(found) {
    text = field.value;
    faults = inUnits(found, text);
    draw();
    drawList();
  }

  mirror.parentElement.classList.add("desk-live");
  field.addEventListener("input", follow);
  nextButton.addEventListener("click", next);
  return { put, next };
}
