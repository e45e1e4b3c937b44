// Links carry #citat; an address typed by hand, or copied without it, ends up there too.
const quote = document.getElementById("citat");
if (quote && !window.location.hash) {
  quote.scrollIntoView({ block: "center" });
}
