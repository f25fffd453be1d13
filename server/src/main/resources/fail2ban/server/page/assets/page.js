import { get, send } from "./api.js";
import { Bans } from "./bans.js";
import { showHistory } from "./charts.js";
import { byId, say } from "./dom.js";
import { Events } from "./events.js";
import { showJails } from "./jails.js";

const SOON_MILLISECONDS = 300;
const ANYWAY_MILLISECONDS = 10_000;
const HISTORY_MILLISECONDS = 60_000;
const UNKNOWN = 401;

function onProblem(problem) {
  if (problem.status === UNKNOWN) {
    begin();
  } else {
    say(problem.message);
  }
}

const bans = new Bans(onProblem);
const events = new Events(soon, begin);
let due;

/** Figures and bans follow what happens, a few times a second at most. */
function soon() {
  due ??= setTimeout(refresh, SOON_MILLISECONDS);
}

async function refresh() {
  due = undefined;
  if (byId("content").hidden || document.hidden) {
    return;
  }
  try {
    await Promise.all([showJails((jail) => bans.choose(jail)), bans.refresh()]);
  } catch (problem) {
    onProblem(problem);
  }
}

function history() {
  if (!byId("content").hidden && !document.hidden) {
    showHistory().catch(onProblem);
  }
}

/** Finds out who is there, and shows what he may see. */
async function begin() {
  try {
    const { name, role } = await get("session");
    const known = role !== "none";
    byId("content").hidden = !known;
    byId("log-in").hidden = known;
    byId("log-out").hidden = name === "";
    byId("who").textContent = known ? `${name || "anybody"}, ${role === "operate" ? "may ban" : "may read"}` : "";
    bans.mayOperate(role === "operate");
    if (known) {
      events.listen();
      await refresh();
      history();
    } else {
      events.close();
      byId("token").focus();
    }
  } catch (problem) {
    say(problem.message);
    setTimeout(begin, ANYWAY_MILLISECONDS);
  }
}

byId("log-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const token = byId("token").value;
  byId("token").value = "";
  try {
    await send("POST", "session", { token });
    await begin();
  } catch (problem) {
    say(problem.message);
  }
});

byId("log-out").addEventListener("click", async () => {
  events.close();
  await send("DELETE", "session").catch(onProblem);
  await begin();
});

byId("history-jail").addEventListener("change", history);
byId("history-span").addEventListener("change", history);
document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
setInterval(soon, ANYWAY_MILLISECONDS);
setInterval(history, HISTORY_MILLISECONDS);
begin();
