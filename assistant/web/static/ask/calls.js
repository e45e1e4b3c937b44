// The call that is asked about, where there are several. It is kept in the address, so that a link
// or a bookmark opens the page for that call.
const KEY = "opslag";

const select = () => document.querySelector("#ask-call");

export function chosenCall() {
  return select()?.value || null;
}

// Gradio puts the list in place after the page, and again when the calls' states are renewed.
export function fitCall() {
  const list = select();
  if (list && list.dataset.fitted !== "yes") {
    list.dataset.fitted = "yes";
    const asked = new URLSearchParams(window.location.search).get(KEY) || "";
    list.value = [...list.options].some((option) => option.value === asked) ? asked : "";
  }
  const call = chosenCall() || "";
  for (const banner of document.querySelectorAll("[data-of-call]")) {
    show(banner, !call || banner.dataset.ofCall === call);
  }
  for (const example of document.querySelectorAll("[data-for-call]")) {
    show(example, example.dataset.forCall === call);
  }
}

export function chooseCall() {
  const address = new URL(window.location.href);
  const call = chosenCall();
  if (call) address.searchParams.set(KEY, call);
  else address.searchParams.delete(KEY);
  window.history.replaceState(window.history.state, "", address);
  fitCall();
}

function show(element, shown) {
  // Only what changes: the page is watched for changes.
  if (element.hidden === shown) element.hidden = !shown;
}
