// Gradio's markup, put right: one main landmark, which begins after the header, and a question box
// whose name is its label, with the hint as description.

export function repair() {
  const whole = document.querySelector(".gradio-container main");
  if (whole && whole.id !== "indhold") replace(whole);
  const main = document.querySelector("#indhold");
  main.setAttribute("role", "main");
  main.tabIndex = -1;
  const area = document.querySelector("#ask-question textarea");
  const label = document.querySelector("#ask-question [data-testid=block-info]");
  const hint = label.nextElementSibling;
  label.id = "ask-question-label";
  area.setAttribute("aria-labelledby", label.id);
  if (hint && !hint.contains(area)) {
    hint.id = "ask-question-hint";
    area.setAttribute("aria-describedby", hint.id);
  }
  area.id = "ask-box";
}

function replace(whole) {
  const plain = document.createElement("div");
  for (const { name, value } of whole.attributes) plain.setAttribute(name, value);
  plain.append(...whole.childNodes);
  whole.replaceWith(plain);
}
