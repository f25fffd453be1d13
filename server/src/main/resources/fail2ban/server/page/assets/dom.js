// Everything shown was written by attackers: it becomes text, and nothing else.

/** Characters that are unseen, or that turn the direction of those around them. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export const byId = (id) => document.getElementById(id);

/** Makes an element; children are elements or text, which stays text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

const escaped = (character) =>
  "\\u" + character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");

/** Foreign text: apart from its surroundings, unseen characters made visible, cut if it is long. */
export function foreign(text, most = Infinity) {
  const shown = text.length > most ? text.slice(0, most) : text;
  const holder = element("bdi", { dir: "auto" });
  let end = 0;
  for (const found of shown.matchAll(UNSEEN)) {
    holder.append(shown.slice(end, found.index));
    holder.append(element("span", { class: "escape" }, escaped(found[0])));
    end = found.index + 1;
  }
  holder.append(shown.slice(end));
  if (shown.length < text.length) {
    holder.append(element("span", { class: "more" }, ` … (${text.length} characters)`));
  }
  return holder;
}

/** The same as a plain string, for labels. */
export function plain(text, most = 80) {
  const shown = text.length > most ? text.slice(0, most) + "…" : text;
  return shown.replace(UNSEEN, escaped);
}

const counts = new Intl.NumberFormat();
export const count = (number) => counts.format(number);

const times = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const dates = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
export const clock = (seconds) => times.format(new Date(seconds * 1000));
export const date = (seconds) => dates.format(new Date(seconds * 1000));

const UNITS = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];

/** A span in its two largest units. */
export function span(seconds) {
  if (seconds < 0) {
    return "for ever";
  }
  const parts = [];
  let rest = Math.round(seconds);
  for (const [unit, size] of UNITS) {
    if (rest >= size && parts.length < 2) {
      parts.push(`${Math.floor(rest / size)} ${unit}`);
      rest %= size;
    }
  }
  return parts.join(" ") || "0 s";
}

/** Puts the choices into a select without losing what is chosen. */
export function choices(select, names, all) {
  const wanted = all === undefined ? names : ["", ...names];
  const present = [...select.options].map((option) => option.value);
  if (present.length === wanted.length && present.every((name, at) => name === wanted[at])) {
    return;
  }
  const chosen = select.value;
  select.replaceChildren(
    ...wanted.map((name) => element("option", { value: name }, name === "" ? all : plain(name))));
  select.value = wanted.includes(chosen) ? chosen : (wanted[0] ?? "");
}

let silence;

/** Says something to everybody, also to those who listen to the page. */
export function say(text) {
  byId("message").textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => { byId("message").textContent = ""; }, 8000);
}
