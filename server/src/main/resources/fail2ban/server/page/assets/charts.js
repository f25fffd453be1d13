import { get } from "./api.js";
import { byId, count, date, element } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 300;
const HEIGHT = 80;

const TITLES = {
  banned: "Banned", failures: "Failures a minute", bans: "Bans a minute",
  unbans: "Unbans a minute", lines: "Lines a minute",
};

function svg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
}

/** The runs of points that are known: there is no line where nothing is known. */
function runs(values, top) {
  const found = [[]];
  values.forEach((value, at) => {
    if (value === null) {
      found.push([]);
    } else {
      const x = (at / Math.max(1, values.length - 1)) * WIDTH;
      found.at(-1).push(`${x.toFixed(1)},${(HEIGHT - (value / top) * (HEIGHT - 4) - 2).toFixed(1)}`);
    }
  });
  return found.filter((run) => run.length > 0);
}

function chart(name, values, from, to) {
  const known = values.filter((value) => value !== null);
  const most = known.reduce((one, other) => Math.max(one, other), 0);
  const last = known.at(-1) ?? 0;
  const rounded = (value) => count(Math.round(value * 100) / 100);
  const title = TITLES[name] ?? name;
  const picture = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img",
    "aria-label": `${title} from ${date(from)} to ${date(to)}: at most ${rounded(most)}, at last ${rounded(last)}`,
  });
  picture.append(svg("line", { x1: 0, x2: WIDTH, y1: HEIGHT - 1, y2: HEIGHT - 1 }));
  for (const run of runs(values, most || 1)) {
    picture.append(svg("polyline", { points: (run.length === 1 ? [run[0], run[0]] : run).join(" ") }));
  }
  return element("figure", {},
    element("figcaption", {}, `${title}: now ${rounded(last)}, at most ${rounded(most)}`), picture);
}

/** Draws the history of a jail, or of all; there is none to show unless it is kept. */
export async function showHistory() {
  const history = await get("history", {
    jail: byId("history-jail").value, span: byId("history-span").value,
  });
  const series = Object.entries(history.series);
  byId("history").hidden = series.length === 0;
  byId("charts").replaceChildren(
    ...series.map(([name, values]) => chart(name, values, history.from, history.to)));
}
