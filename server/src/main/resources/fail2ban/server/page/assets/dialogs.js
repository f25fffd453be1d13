import { get } from "./api.js";
import { byId, clock, count, date, element, foreign, plain, span } from "./dom.js";

/** Asks before something is done; true if it is to be done. Escape leaves it. */
export function confirmed(title, text, yes) {
  const dialog = byId("confirm");
  byId("confirm-title").replaceChildren(title);
  byId("confirm-text").replaceChildren(...text);
  byId("confirm-yes").textContent = yes;
  return new Promise((resolve) => {
    let agreed = false;
    byId("confirm-yes").onclick = () => { agreed = true; dialog.close(); };
    byId("confirm-no").onclick = () => dialog.close();
    dialog.onclose = () => resolve(agreed);
    dialog.showModal();
    byId("confirm-no").focus();
  });
}

const ended = (until) => (until === null ? "never" : date(until));

function facts(ban) {
  const left = ban.until === null ? "for ever" : span(Math.max(0, ban.until - ban.now));
  const rows = [
    ["Jail", foreign(ban.jail)],
    ["Since", `${date(ban.since)}, ${clock(ban.since)}`],
    ["Until", `${ended(ban.until)} (${left} left)`],
    ["Reason", ban.reason === "command" ? "banned by command" : `${count(ban.failures)} failures`],
    ["Banned before", `${count(ban.earlier.length)}${ban.moreEarlier ? " and more" : ""} times`],
  ];
  if (ban.country || ban.network) {
    rows.push(["From", foreign([ban.countryName || ban.country, ban.network].filter(Boolean).join(", "))]);
  }
  for (const [name, value] of Object.entries(ban.groups)) {
    rows.push([name, foreign(value)]);
  }
  return rows.flatMap(([name, value]) =>
    [element("dt", {}, plain(name)), element("dd", {}, value)]);
}

/** Shows all that is known of a ban. */
export async function showDetail(jail, id) {
  const ban = await get("ban", { jail, id });
  byId("detail-title").replaceChildren(foreign(ban.id, 300));
  byId("detail-facts").replaceChildren(...facts(ban));
  byId("detail-lines").replaceChildren(
    ...ban.lines.map((line) => element("li", {}, foreign(line))));
  byId("detail-earlier").replaceChildren(
    ...ban.earlier.map((past) =>
      element("li", {}, `${date(past.since)} to ${ended(past.until)} in `, foreign(past.jail))));
  byId("detail-close").onclick = () => byId("detail").close();
  byId("detail").showModal();
}
