import { get } from "./api.js";
import { byId, choices, count, element, foreign, span } from "./dom.js";

const sum = (jails, name) => count(jails.reduce((total, jail) => total + jail[name], 0));

const number = (value, label) => element("td", { class: "number", "data-label": label }, count(value));

function row(jail, onChosen) {
  const rule = `${jail.maxRetry} in ${span(jail.findTime)}: ${span(jail.banTime)}`;
  const name = element("button", { type: "button", class: "link", onclick: () => onChosen(jail.name) });
  name.append(foreign(jail.name, 60));
  return element("tr", {},
    element("td", {}, name),
    element("td", {}, element("span", { class: "badge", "data-state": jail.state }, jail.state)),
    number(jail.bannedNow, "banned"), number(jail.failedNow, "failing"),
    number(jail.bannedTotal, "bans"), number(jail.failedTotal, "failures"),
    element("td", { class: "nowrap" }, rule),
    element("td", { class: "wide" }, foreign(jail.sources.join(", "), 120)));
}

/** Fetches the jails' figures and shows them; calls back when a jail is chosen. */
export async function showJails(onChosen) {
  const { jails } = await get("jails");
  jails.sort((one, other) => other.bannedNow - one.bannedNow || (one.name < other.name ? -1 : 1));
  byId("jails").tBodies[0].replaceChildren(...jails.map((jail) => row(jail, onChosen)));
  byId("sum-banned").textContent = sum(jails, "bannedNow");
  byId("sum-failed").textContent = sum(jails, "failedNow");
  byId("sum-banned-total").textContent = sum(jails, "bannedTotal");
  byId("sum-failed-total").textContent = sum(jails, "failedTotal");
  const names = jails.map((jail) => jail.name).sort();
  choices(byId("jail"), names, "all");
  choices(byId("history-jail"), names, "all");
  choices(byId("ban-jail"), names);
}
