// Requests to the server this page came from; an error has the server's code, or "away".
const PATIENCE_MS = 90_000;

export class Trouble extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

async function request(address, body) {
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    throw new Trouble("away");
  }
  if (response.ok) return response;
  throw new Trouble(await codeOf(response));
}

async function codeOf(response) {
  // A proxy in front of the server answers in its own words.
  if (response.status === 429) return "too_many";
  if (response.status === 502 || response.status === 504) return "away";
  try {
    return String((await response.json()).error.code);
  } catch {
    return response.status === 503 ? "busy" : "internal";
  }
}

export async function postJson(address, body) {
  const response = await request(address, body);
  try {
    return await response.json();
  } catch {
    throw new Trouble("away");
  }
}

export async function postForFile(address, body) {
  const response = await request(address, body);
  try {
    return await response.blob();
  } catch {
    throw new Trouble("away");
  }
}
