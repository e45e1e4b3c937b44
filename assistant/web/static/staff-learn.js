// Put in order by moving lines up and down; without this script each line has a list of places.
(function () {
  "use strict";
  const list = document.querySelector(".learn-order");
  if (!list) return;

  const lines = () => Array.from(list.children);

  function number() {
    lines().forEach((line, place) => {
      line.querySelector("select").value = String(place + 1);
      const [up, down] = line.querySelectorAll(".learn-move button");
      up.disabled = place === 0;
      down.disabled = place === list.children.length - 1;
    });
  }

  function button(line, words, sign, move) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-quiet";
    made.textContent = sign;
    made.setAttribute("aria-label", words.replace("{item}", line.dataset.item));
    made.addEventListener("click", () => {
      move();
      number();
      (made.disabled ? made.parentElement.querySelector("button:not(:disabled)") : made).focus();
    });
    return made;
  }

  for (const line of lines()) {
    const moves = document.createElement("span");
    moves.className = "learn-move";
    moves.append(
      button(line, list.dataset.up, "↑", () => line.previousElementSibling?.before(line)),
      button(line, list.dataset.down, "↓", () => line.nextElementSibling?.after(line)),
    );
    line.querySelector(".learn-place").hidden = true;
    line.append(moves);
  }
  const hint = document.querySelector("[data-plain]");
  if (hint) hint.hidden = true;
  number();
})();
