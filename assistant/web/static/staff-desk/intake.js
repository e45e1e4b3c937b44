// A mail comes in: a file can be dropped anywhere on the page, and sending takes a moment.
export function startIntake() {
  const form = document.querySelector("[data-new]");
  if (!form) return;
  const field = form.querySelector("#text");
  const file = form.querySelector("#file");
  const button = form.querySelector("[data-submit]");
  const status = form.querySelector("[data-status]");
  const label = button.innerHTML;
  const hasFile = (event) => [...(event.dataTransfer?.types || [])].includes("Files");

  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      form.classList.add("desk-dropping");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("desk-dropping");
  });
  document.addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    form.classList.remove("desk-dropping");
    if (!event.dataTransfer.files.length) return;
    file.files = event.dataTransfer.files;
    button.focus();
  });

  form.addEventListener("submit", (event) => {
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    button.setAttribute("aria-disabled", "true");
    button.textContent = form.dataset.making;
    status.textContent = form.dataset.making;
  });
  window.addEventListener("pageshow", () => {
    form.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
    button.innerHTML = label;
    status.textContent = "";
  });
  // What was pasted is not thrown away by a click beside.
  window.addEventListener("beforeunload", (event) => {
    const busy = form.getAttribute("aria-busy") === "true";
    if (!busy && field.value !== field.defaultValue) event.preventDefault();
  });
}
