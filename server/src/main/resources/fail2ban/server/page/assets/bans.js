import { get, send } from "./api.js";
import { byId, clock, count, date, element, foreign, plain, say, span } from "./dom.js";
import { confirmed, showDetail } from "./dialogs.js";

const DAY = 86400;

/** The list of bans: one page of it at a time, however many there are. */
export class Bans {
  #mayOperate = false;
  #onProblem;
  #places = [""]; // Where each page up to this one begins.
  #next = null;
  #offset = 0; // Of the server's clock from ours, in seconds.
  #known = new Set();
  #asked = 0;

  constructor(onProblem) {
    this.#onProblem = onProblem;
    let typing;
    byId("search").addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => this.restart(), 250);
    });
    byId("jail").addEventListener("change", () => this.restart());
    byId("order").addEventListener("change", () => this.restart());
    byId("next").addEventListener("click", () => this.#turn(1));
    byId("previous").addEventListener("click", () => this.#turn(-1));
    byId("ban-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ban(byId("ban-jail").value, byId("ban-id").value.trim());
    });
    setInterval(() => this.#tick(), 1000);
  }

  mayOperate(may) {
    this.#mayOperate = may;
    byId("ban-form").hidden = !may;
  }

  choose(jail) {
    byId("jail").value = jail;
    this.restart();
  }

  restart() {
    this.#places = [""];
    this.#known.clear();
    return this.refresh();
  }

  async refresh() {
    const asked = ++this.#asked;
    try {
      const page = await get("bans", {
        jail: byId("jail").value,
        search: byId("search").value.trim(),
        order: byId("order").value,
        after: this.#places.at(-1),
      });
      if (asked === this.#asked) {
        this.#show(page);
      }
    } catch (problem) {
      this.#onProblem(problem);
    }
  }

  async #turn(step) {
    if (step > 0 && this.#next !== null) {
      this.#places.push(this.#next);
    } else if (step < 0 && this.#places.length > 1) {
      this.#places.pop();
    }
    this.#known.clear();
    await this.refresh();
    byId("bans").querySelector(".scroller").scrollTop = 0;
  }

  #show(page) {
    this.#offset = page.now - Date.now() / 1000;
    this.#next = page.next;
    const focused = document.activeElement?.dataset?.key;
    const body = byId("ban-table").tBodies[0];
    const first = this.#known.size === 0;
    const keys = new Set();
    const rows = page.bans.map((ban) => {
      const key = JSON.stringify([ban.jail, ban.id]);
      keys.add(key);
      return this.#row(ban, key, !first && !this.#known.has(key));
    });
    if (rows.length === 0) {
      rows.push(element("tr", {}, element("td", { colspan: "7" }, "Nobody.")));
    }
    body.replaceChildren(...rows);
    this.#known = keys;
    byId("next").disabled = page.next === null;
    byId("previous").disabled = this.#places.length === 1;
    byId("page-number").textContent = `page ${this.#places.length}`;
    if (focused !== undefined) {
      [...body.querySelectorAll("[data-key]")].find((one) => one.dataset.key === focused)?.focus();
    }
  }

  #row(ban, key, fresh) {
    const who = element("button", { type: "button", class: "link", "data-key": "show" + key,
      onclick: () => showDetail(ban.jail, ban.id).catch(this.#onProblem) });
    who.append(foreign(ban.id, 120));
    const unban = element("button", { type: "button", "data-key": "unban" + key,
      "aria-label": `Unban ${plain(ban.id)} in ${plain(ban.jail)}`,
      onclick: () => this.#unban(ban) }, "Unban …");
    const left = element("td", { class: "nowrap left", "data-label": "left" }, this.#left(ban.until));
    left.dataset.until = ban.until ?? "";
    const when = Date.now() / 1000 - ban.since < DAY ? clock(ban.since) : date(ban.since);
    const from = [ban.country, ban.network].filter(Boolean).join(" ");
    return element("tr", { class: fresh ? "fresh" : undefined },
      element("td", { class: "wide" }, who),
      element("td", { "data-label": "in" }, foreign(ban.jail, 60)),
      element("td", { class: "nowrap", "data-label": "since" }, when),
      left,
      element("td", { class: "number", "data-label": "time no." }, count(ban.count)),
      element("td", { class: "wide" }, foreign(from, 80)),
      element("td", {}, this.#mayOperate ? unban : ""));
  }

  #left(until) {
    return until === null || until === ""
      ? "for ever"
      : span(Math.max(0, until - Date.now() / 1000 - this.#offset));
  }

  #tick() {
    if (!document.hidden) {
      for (const cell of byId("ban-table").querySelectorAll("td.left")) {
        cell.textContent = this.#left(cell.dataset.until);
      }
    }
  }

  async #unban(ban) {
    const text = [foreign(ban.id, 300), " will be let in again by jail ", foreign(ban.jail, 60), "."];
    if (await confirmed("Unban?", text, "Unban")) {
      this.#operate("unban", ban.jail, ban.id,
        (answer) => (answer.unbanned ? "Unbanned." : "Was not banned any more."));
    }
  }

  async #ban(jail, id) {
    const text = [foreign(id, 300), " will be shut out by jail ", foreign(jail, 60), "."];
    if (await confirmed("Ban?", text, "Ban")) {
      this.#operate("ban", jail, id, (answer) => {
        byId("ban-id").value = "";
        return answer.banned ? "Banned." : "Was banned already.";
      });
    }
  }

  async #operate(what, jail, id, told) {
    try {
      say(told(await send("POST", what, { jail, id })));
      await this.refresh();
    } catch (problem) {
      this.#onProblem(problem);
    }
  }
}
