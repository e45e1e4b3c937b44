// The two dialogs: a source with its quote, and what was wrong with an answer.

export function openSource(page, link) {
  const dialog = page.querySelector("#ask-source");
  const address = new URL(link.href);
  dialog.querySelector("h2").textContent = link.dataset.title;
  for (const place of dialog.querySelectorAll("a")) place.href = address.href;
  address.searchParams.set("vis", "ramme");
  address.hash = "citat";
  // A new frame each time: changing the address of one would add a step to the tab's history.
  const frame = document.createElement("iframe");
  frame.title = link.dataset.title;
  frame.src = address.href;
  frame.addEventListener("load", () => {
    frame.contentWindow?.addEventListener("keydown", (event) => {
      if (event.key === "Escape") dialog.close();
    });
  });
  dialog.querySelector(".ask-frame").replaceChildren(frame);
  dialog.addEventListener("close", () => frame.remove(), { once: true });
  dialog.showModal();
}

// `send` gets reasons and comment and returns an empty string, or what went wrong, to be shown.
export function askWhatWasWrong(page, send) {
  const dialog = page.querySelector("#ask-feedback");
  const form = dialog.querySelector("form");
  const trouble = dialog.querySelector(".ask-trouble");
  form.reset();
  trouble.textContent = "";
  form.onsubmit = async (event) => {
    event.preventDefault();
    const filled = new FormData(form);
    trouble.textContent = "";
    trouble.textContent = await send(filled.getAll("reasons"), filled.get("comment"));
    if (!trouble.textContent) dialog.close();
  };
  dialog.showModal();
}

export function closeOnBackdrop(event) {
  // The dialog's own box is filled by its content: only the backdrop is the dialog itself.
  if (event.target instanceof HTMLDialogElement) event.target.close();
}
