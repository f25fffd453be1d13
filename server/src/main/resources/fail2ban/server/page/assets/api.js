// Asks the server. Whatever goes wrong comes as an error with its status.

const ROOT = "/api/v1/";

export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function answer(response) {
  if (response.status === 204) {
    return null;
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Problem(response.status, body.title ?? `The server answers ${response.status}`);
  }
  return body;
}

export async function get(what, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return answer(await fetch(`${ROOT}${what}?${query}`, { credentials: "same-origin" }));
}

/** Changes something; the header tells that it was this page that asked. */
export async function send(method, what, body = {}) {
  return answer(
    await fetch(ROOT + what, {
      method,
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-Fail2ban": "page" },
      body: JSON.stringify(body),
    }));
}

export const eventsAt = `${ROOT}events`;
