/** The drawer: every request of the bots, and ways to make their life hard. */

import { addFault, clearFaults, gateway, getFaults, getRequests } from "./api.js";
import { fill, h, icon } from "./dom.js";

const KEEP = 300;

const FAILURES = [["503", "503 unavailable"], ["500", "500 broken"], ["429", "429 too many requests"], ["403", "403 forbidden"], ["404", "404 unknown"],
  ["reset", "connection cut"], ["hang", "no answer at all"], ["accept-then-drop", "done, but the answer is lost"]];
const GATEWAY = [["drop", "Cut"], ["reconnect", "Ask to reconnect"], ["invalid-session", "End the session"], ["silence", "Fall silent"]];

const drawer = document.getElementById("drawer");
const opener = document.getElementById("open-drawer");
const list = h("ol", { class: "requests", "aria-label": "Requests, newest first" });
const faults = h("ul", { class: "faults", "aria-label": "Faults in force" });
const words = h("p", { class: "problem", role: "status" });
let last = 0;
let reading = false;

/** Draws the drawer, closed. */
export function startDrawer() {
  fill(opener, icon("list"), h("span", { class: "wide-only" }, "What the bot sent"));
  opener.setAttribute("aria-label", "What the bot sent");
  opener.addEventListener("click", () => show(drawer.hidden));
  drawer.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
  fill(drawer,
    h("header", { class: "drawer-head" }, h("h2", {}, "What the bot sent"),
      h("button", { type: "button", class: "quiet square", "aria-label": "Close", onclick: () => show(false) }, icon("close"))),
    h("details", { class: "break" }, h("summary", {}, "Break something"), faultForm(), faults, gatewayRow(), words),
    list);
}

function show(open) {
  drawer.hidden = !open;
  opener.setAttribute("aria-expanded", String(open));
  document.body.classList.toggle("with-drawer", open);
  if (open) {
    drawer.querySelector("button").focus();
    readRequests();
    guard(readFaults);
  } else opener.focus();
}

/** Fetches what is new; while the drawer is closed there is nothing to do. */
export async function readRequests() {
  if (drawer.hidden || reading) return;
  reading = true;
  try {
    const answer = await getRequests(last);
    const fresh = Array.isArray(answer) ? answer : answer.requests;
    if (fresh.length) last = fresh.at(-1).n;
    list.prepend(...fresh.slice(-KEEP).reverse().map(line));
    while (list.children.length > KEEP) list.lastChild.remove();
    if (!list.children.length) fill(list, h("li", { class: "empty" }, "Nothing yet."));
    else list.querySelector(".empty")?.remove();
  } catch (problem) {
    words.textContent = problem.message;
  } finally {
    reading = false;
  }
}

function line(request) {
  const bad = !(request.status < 400);
  const details = h("details", {}, h("summary", {},
    h("span", { class: "method" }, request.method), h("span", { class: "path" }, brief(request.path)), h("span", { class: bad ? "status bad" : "status" }, String(request.status ?? "…"))));
  details.addEventListener("toggle", () => details.append(h("div", {},
    h("p", { class: "subtext" }, `Request ${request.n}, ${clockTime(request.at)}`), h("p", { class: "path" }, request.path),
    part("Body", request.body), part("Files", request.files?.length ? request.files : null), part("Response", request.response))), { once: true });
  return h("li", {}, details);
}

/** A path without the length of its tokens. */
const brief = (path) => path.split("/").map((part) => (part.length > 24 ? `${part.slice(0, 6)}…` : part)).join("/");

function clockTime(at) {
  const when = new Date(typeof at === "number" ? at * 1000 : at);
  return Number.isNaN(when.getTime()) ? String(at) : when.toLocaleString();
}

function part(title, content) {
  if (content === null || content === undefined || content === "") return null;
  return [h("h3", {}, title), h("pre", { tabindex: "0" }, h("code", {}, typeof content === "string" ? content : JSON.stringify(content, null, 2)))];
}

function faultForm() {
  const match = h("input", { class: "field-input", value: "POST /channels/*/messages", "aria-label": "Which requests (method and path, * for anything)", spellcheck: "false" });
  const status = h("select", { class: "field-input", "aria-label": "What happens to them" }, FAILURES.map(([value, name]) => h("option", { value }, name)));
  const times = h("input", { class: "field-input short", type: "number", min: 1, value: 1, "aria-label": "How many times" });
  const share = h("input", { class: "field-input short", type: "number", min: 1, max: 100, value: 100, "aria-label": "Share of requests in percent" });
  const add = (event) => {
    event.preventDefault();
    const kind = /^\d+$/.test(status.value) ? Number(status.value) : status.value;
    guard(async () => {
      await addFault({ match: match.value.trim(), status: kind, times: Number(times.value) || 1, share: (Number(share.value) || 100) / 100 });
      await readFaults();
    });
  };
  return h("form", { class: "fault-form", onsubmit: add },
    h("label", {}, "Requests ", match), h("label", {}, "meet ", status), h("label", {}, "times ", times), h("label", {}, "share % ", share),
    h("div", { class: "row" }, h("button", { type: "submit", class: "button danger" }, "Break"),
      h("button", { type: "button", class: "button secondary", onclick: () => guard(async () => { await clearFaults(); await readFaults(); }) }, "Mend all")));
}

function gatewayRow() {
  const act = ([what, name]) => h("button", { type: "button", class: "button secondary", onclick: () => guard(() => gateway(what)) }, name);
  return h("div", { class: "row", role: "group", "aria-label": "The bot's live connection" }, h("span", { class: "subtext" }, "The bot's live connection:"), GATEWAY.map(act));
}

async function readFaults() {
  const answer = await getFaults();
  const inForce = Array.isArray(answer) ? answer : answer.faults;
  fill(faults, inForce.map((fault) => h("li", {}, `${fault.match} → ${fault.status}, ${fault.times === null ? "every time" : `${fault.times} more`}`)));
}

async function guard(act) {
  words.textContent = "";
  try {
    await act();
  } catch (problem) {
    words.textContent = problem.message;
  }
}
