/** The log of the channel I look at: kept in step with the sandbox, message by message. */

import { getMessages } from "./api.js";
import { fill, h } from "./dom.js";
import { FAILED, interactions } from "./interactions.js";
import { messageNode, pendingNode } from "./message.js";
import { channel, changes, meet, placeName, world } from "./state.js";
import { format } from "./timestamps.js";

const NEAR = 90;
const TOGETHER = 7 * 60_000;
const PATIENCE = 400;

const log = document.getElementById("log");
const toLatest = document.getElementById("to-latest");
const list = h("div", { class: "log-list" });
const pending = new Map();
const notes = new Map();
const dismissed = new Set();
let shown = new Map();
let place = null;
let stuck = true;
let running = null;
let again = false;

/** Sets the log up; afterwards `refresh` brings it up to date. */
export function startLog() {
  log.append(list);
  log.addEventListener("scroll", () => {
    stuck = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (stuck) toLatest.hidden = true;
  });
  new ResizeObserver(() => stuck && toBottom()).observe(list);
  new ResizeObserver(() => stuck && toBottom()).observe(log);
  toLatest.addEventListener("click", toBottom);
  interactions.addEventListener("change", ({ detail }) => followed(detail));
  changes.addEventListener("change", refresh);
}

function toBottom() {
  log.scrollTop = log.scrollHeight;
  toLatest.hidden = true;
}

/** Reads the channel again; calls that come while one runs are answered by one more. */
export function refresh() {
  again = true;
  running ??= (async () => {
    while (again) {
      again = false;
      await read().catch((problem) => fill(list, h("p", { class: "empty" }, problem.message)));
    }
    running = null;
  })();
  return running;
}

async function read() {
  const here = `${world.me} ${world.channel}`;
  if (!world.channel || !world.me) return;
  const messages = await getMessages(world.channel, world.me);
  if (here !== `${world.me} ${world.channel}`) return;
  const fresh = here !== place;
  if (fresh) {
    log.setAttribute("aria-busy", "true");
    shown = new Map();
    list.replaceChildren();
    place = here;
    stuck = true;
  }
  messages.forEach(meet);
  draw(messages.filter(({ id }) => !dismissed.has(id)));
  if (fresh) requestAnimationFrame(() => log.removeAttribute("aria-busy"));
  if (stuck) toBottom();
}

function draw(messages) {
  const before = shown;
  shown = new Map();
  const nodes = [];
  let last = null;
  for (const message of messages) {
    const day = format(Date.parse(message.timestamp), "day");
    if (day !== last?.day) nodes.push(kept(before, `day ${day}`, day, () => dayLine(day)));
    const joins = day === last?.day && joinsOn(message, last.message);
    const note = noteOn(message.id);
    const key = JSON.stringify([message, joins, note, world.me]);
    nodes.push(kept(before, message.id, key, () => messageNode(message, { joins, note, dismiss })));
    last = { day, message };
  }
  if (!messages.length) nodes.push(kept(before, "empty", world.channel, beginning));
  for (const one of waiting(messages)) nodes.push(kept(before, `pending ${one.id}`, JSON.stringify(one), () => pendingNode(one, () => forget(one))));
  const arrived = nodes.some((node, at) => at > nodes.length - 3 && !node.isConnected);
  settle(nodes);
  if (arrived && !stuck) toLatest.hidden = false;
}

/** The node drawn before for *id* where nothing about it changed, else a new one. */
function kept(before, id, key, make) {
  const old = before.get(id);
  const entry = old?.key === key ? old : { key, node: make() };
  shown.set(id, entry);
  return entry.node;
}

/** Puts *nodes* in place with as few moves as possible; focus inside a redrawn message goes to its successor. */
function settle(nodes) {
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const home = focused?.closest("[data-message]");
  const wanted = new Set(nodes);
  for (const node of [...list.children]) if (!wanted.has(node)) node.remove();
  nodes.forEach((node, at) => {
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
  });
  if (home && !home.isConnected) successor(home, focused)?.focus({ preventScroll: true });
}

/** What takes the place of *focused* in the message that was redrawn: the component of the same key, else of the same place. */
function successor(home, focused) {
  const next = list.querySelector(`[data-message="${CSS.escape(home.dataset.message)}"]`);
  const keyed = (node) => [...(node?.querySelectorAll("[data-key]") ?? [])];
  return keyed(next).find(({ dataset }) => dataset.key === focused.dataset.key) ?? keyed(next)[keyed(home).indexOf(focused)] ?? next;
}

function joinsOn(message, previous) {
  return previous.author.id === message.author.id && !message.interaction_metadata && !message.referenced_message && !message.message_reference
    && (previous.flags & 64) === (message.flags & 64) && Date.parse(message.timestamp) - Date.parse(previous.timestamp) < TOGETHER;
}

function dayLine(words) {
  return h("p", { class: "day", role: "separator", "aria-label": words }, h("span", {}, words));
}

function beginning() {
  return h("div", { class: "empty" }, h("p", { class: "heading level-2" }, placeName(channel())),
    h("p", {}, "Nothing has been said here yet. Type ", h("kbd", {}, "/"), " in the box below to see what the bot can do."));
}

function dismiss(id) {
  dismissed.add(id);
  refresh();
}

function forget(one) {
  pending.delete(one.id);
  refresh();
}

/** An interaction changed: a press shows on its message, a command waits at the end of the log. */
function followed(one) {
  if (one.message) {
    const note = { waiting: { busy: one.key }, failed: { words: one.words ?? FAILED } }[one.state];
    if (note) notes.set(one.message, { ...note, as: one.as });
    else notes.delete(one.message);
  } else if (one.state === "answered") pending.delete(one.id);
  else pending.set(one.id, { since: pending.get(one.id)?.since ?? performance.now(), ...one });
  if (!one.message && one.state === "waiting") setTimeout(refresh, PATIENCE);
  refresh();
}

/** What my last press on a message came to; other people's presses are theirs. */
function noteOn(id) {
  const note = notes.get(id);
  return note?.as === world.me ? note : undefined;
}

/** What of mine is late or failed here; once its message is in the log, the message speaks for itself. */
function waiting(messages) {
  const answered = new Set(messages.map((message) => message.interaction_metadata?.id));
  for (const one of [...pending.values()]) if (answered.has(one.id)) pending.delete(one.id);
  return [...pending.values()].filter((one) => one.channel === world.channel && one.as === world.me
    && (one.state !== "waiting" || performance.now() - one.since >= PATIENCE));
}
