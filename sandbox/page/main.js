/** The page's beginning: read the sandbox, draw, and stay in step with its news. */

import { stream } from "./api.js";
import { readClock, startClock } from "./clock.js";
import { startComposer } from "./composer.js";
import { readRequests, startDrawer } from "./drawer.js";
import { heard } from "./interactions.js";
import { refresh, startLog } from "./messages.js";
import { startSidebar } from "./sidebar.js";
import { changes, load, markUnread, world } from "./state.js";

const notice = document.getElementById("notice");
let source = null;
let listener = null;

function say(words) {
  notice.textContent = words;
  notice.hidden = !words;
}

let running = null;
let again = false;

/** Reads everything; calls that come while one runs are answered by one more. */
function reload() {
  again = true;
  running ??= (async () => {
    while (again) {
      again = false;
      await Promise.all([load(), readClock()]).then(() => say(""), (problem) => say(problem.message));
    }
    running = null;
  })();
  return running;
}

/** What each kind of news means for the page. */
const NEWS = {
  message: ({ channel }) => (channel === world.channel ? refresh() : markUnread(channel)),
  state: reload,
  request: readRequests,
  interaction: heard,
};

/** Listens as the person I am; another person hears other news. */
function listen() {
  if (!world.me || listener === world.me) return;
  source?.close();
  listener = world.me;
  source = stream(world.me, {
    open: () => (notice.hidden ? refresh() : reload()),
    lost: () => say("The sandbox does not answer. This page tries again by itself."),
    news: (news) => NEWS[news.type]?.(news),
  });
}

startLog();
startClock();
startSidebar();
startComposer();
startDrawer();
changes.addEventListener("change", listen);
await reload();
if (matchMedia("(min-width: 761px)").matches) document.getElementById("entry").focus();
