// What all staff pages share. `window.staff.send` posts with the token that the gate wants.
(() => {
  "use strict";
  const token = () => document.querySelector('meta[name="csrf"]')?.content ?? "";

  // Post JSON, or a FormData; the promise is that of fetch.
  function send(address, body) {
    const form = body instanceof FormData;
    const headers = { "X-CSRF-Token": token(), Accept: "application/json" };
    if (!form) headers["Content-Type"] = "application/json";
    return fetch(address, {
      method: "POST",
      headers,
      body: form ? body : JSON.stringify(body),
      credentials: "same-origin",
    });
  }

  window.staff = { send, token };

  // The message after a redirect is for once: loading the page again must not say it again.
  const address = new URL(window.location.href);
  if (address.searchParams.has("sagt")) {
    address.searchParams.delete("sagt");
    window.history.replaceState(window.history.state, "", address);
  }
})();
