import { eventsAt } from "./api.js";
import { byId, clock, element, foreign, span } from "./dom.js";

const KEPT = 200;
const AGAIN_MILLISECONDS = 5000;

/** Those that change who is banned. */
const OF_BANS = new Set(["banned", "restored", "unbanned", "repealed", "increased"]);

const WORDS = {
  "found": "failed",
  "found-again": "failed, known from before",
  "attempted": "reported",
  "ignored": "ignored",
  "too-late": "too late to ban",
  "banned": "banned",
  "known-offender": "was banned before",
  "increased": "banned for longer",
  "no-ban-time": "got the usual ban time",
  "restored": "banned again after a restart",
  "already-banned": "failed though banned",
  "unbanned": "unbanned",
  "repealed": "let in as the jail stopped",
};

function words(event) {
  const more = [];
  if (event.detail !== undefined) {
    more.push(" (", foreign(event.detail, 200), ")");
  }
  if (event.seconds !== undefined) {
    more.push(` (${span(event.seconds)})`);
  }
  return [(WORDS[event.kind] ?? event.kind), ...more];
}

function line(event) {
  if (event.kind === "missed") {
    return element("li", { class: "missed" }, `${event.number} events came too fast to be shown`);
  }
  return element("li", { class: OF_BANS.has(event.kind) || event.kind === "already-banned" ? event.kind : undefined },
    element("time", {}, clock(event.time)),
    foreign(event.jail, 60), " ", foreign(event.id, 120), " ", ...words(event));
}

/** Listens to what happens and shows the latest of it, newest first. */
export class Events {
  #source;
  #waiting = [];
  #drawing = false;
  #onNews;
  #onLost;
  #retry;

  constructor(onNews, onLost) {
    this.#onNews = onNews;
    this.#onLost = onLost;
    byId("bans-only").addEventListener("change", () => this.#filter());
  }

  listen() {
    this.close();
    const source = new EventSource(eventsAt);
    this.#source = source;
    source.onopen = () => this.#state("live", "live");
    source.onmessage = (message) => this.#take(JSON.parse(message.data));
    source.addEventListener("missed", (message) =>
      this.#take({ kind: "missed", number: message.data }));
    source.onerror = () => {
      this.#state("lost", "not connected");
      if (source.readyState === EventSource.CLOSED) {
        this.#retry = setTimeout(() => this.#onLost(), AGAIN_MILLISECONDS);
      }
    };
  }

  close() {
    clearTimeout(this.#retry);
    this.#source?.close();
  }

  #state(state, text) {
    byId("live").dataset.state = state;
    byId("live").textContent = text;
  }

  #take(event) {
    this.#waiting.push(event);
    if (this.#waiting.length > KEPT) {
      this.#waiting.shift();
    }
    this.#onNews();
    if (!this.#drawing) {
      this.#drawing = true;
      requestAnimationFrame(() => this.#draw());
    }
  }

  #draw() {
    this.#drawing = false;
    if (byId("hold").checked) {
      return;
    }
    const list = byId("events");
    const lines = this.#waiting.map((event) => {
      const made = line(event);
      made.dataset.ban = OF_BANS.has(event.kind);
      return made;
    });
    this.#waiting = [];
    list.prepend(...lines.reverse());
    while (list.childElementCount > KEPT) {
      list.lastElementChild.remove();
    }
    this.#filter();
  }

  #filter() {
    const only = byId("bans-only").checked;
    for (const one of byId("events").children) {
      one.hidden = only && one.dataset.ban !== "true";
    }
  }
}
