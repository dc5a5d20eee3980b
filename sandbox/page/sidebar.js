/** Servers, channels, coming events, and who I am. */

import { openDirect } from "./api.js";
import { avatar, fill, h, icon } from "./dom.js";
import { now } from "./clock.js";
import { openPeople } from "./people.js";
import { become, changes, channel, channels, directMessages, goTo, goToGuild, guild, isReadable, isThread, isUnread, load, locale, me, people, placeName, world, zone } from "./state.js";
import { timestamp } from "./timestamps.js";

const CATEGORY = 4;
const ICONS = { 0: "hash", 1: "letter", 2: "voice", 3: "letter", 5: "news", 10: "thread", 11: "thread", 12: "thread", 13: "voice" };

const sidebar = document.getElementById("sidebar");
const places = document.getElementById("places");
const who = document.getElementById("who");
const veil = document.getElementById("veil");
const opener = document.getElementById("open-sidebar");
const drawn = new Map();
const narrow = matchMedia("(max-width: 760px)");

/** Draws the sidebar and keeps it in step; on a phone it slides over the room. */
export function startSidebar() {
  fill(opener, icon("menu"));
  opener.addEventListener("click", () => slide(true));
  veil.addEventListener("click", () => slide(false));
  sidebar.addEventListener("keydown", (event) => event.key === "Escape" && narrow.matches && slide(false));
  narrow.addEventListener("change", () => slide(false));
  changes.addEventListener("change", draw);
  changes.addEventListener("unread", drawPlaces);
  slide(false);
}

function slide(open) {
  sidebar.classList.toggle("open", open);
  veil.hidden = !(open && narrow.matches);
  sidebar.inert = narrow.matches && !open;
  opener.setAttribute("aria-expanded", String(open));
  if (open) sidebar.querySelector("[aria-current], button")?.focus();
}

function draw() {
  drawPlaces();
  drawWho();
  const here = channel();
  fill(document.getElementById("room-name"), here ? [icon(ICONS[here.type] ?? "hash"), here.name] : "Sandbox");
  document.getElementById("room-topic").textContent = here?.topic ?? "";
  document.title = here ? `${placeName(here)} · ${guild().name}` : "Sandbox";
}

/** Whether *facts* are what this part was last drawn from; redrawing for nothing would take focus and open lists away. */
function same(part, facts) {
  const key = JSON.stringify(facts);
  const unchanged = drawn.get(part) === key;
  drawn.set(part, key);
  return unchanged;
}

function drawPlaces() {
  if (same("places", [world.guilds.map(({ id, name }) => [id, name]), guild()?.channels, guild()?.events, directMessages(), world.applications, world.me, world.channel, zone(), locale(), [...channels(), ...directMessages()].filter(({ id }) => isUnread(id))])) return;
  const focused = places.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  const open = places.querySelector(".events")?.open;
  fill(places, servers(), events(open), groups().map(group));
  if (focused) places.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
}

function servers() {
  const several = world.guilds.length > 1;
  return h("ul", { class: "servers", "aria-label": "Servers" }, world.guilds.map(({ id, name }) => h("li", {},
    several ? h("button", { type: "button", class: "server", "data-id": id, "aria-current": id === world.guild ? "true" : null, onclick: () => goToGuild(id) }, avatar(id, name), name)
      : h("span", { class: "server only" }, avatar(id, name), name))));
}

/** Channels under their category, those without one first; threads follow the channel they hang on. */
function groups() {
  const inOrder = [...channels()].sort((one, other) => (one.position ?? 0) - (other.position ?? 0));
  const under = (parent) => inOrder.filter((one) => !isThread(one) && isReadable(one) && (one.parent_id ?? null) === parent)
    .flatMap((one) => [one, ...inOrder.filter((thread) => isThread(thread) && thread.parent_id === one.id)]);
  const home = [{ name: "Channels", list: under(null) }, ...inOrder.filter(({ type }) => type === CATEGORY).map(({ id, name }) => ({ name, list: under(id) }))];
  const met = directMessages();
  const strangers = world.applications.filter(({ id }) => !met.some(({ recipients }) => recipients.some((one) => one.id === id)))
    .map(({ id, name }) => ({ id, name, type: 1, bot: id }));
  return [...home, { name: "Direct messages", list: [...met, ...strangers] }].filter(({ list }) => list.length);
}

function group({ name, list }) {
  return h("section", { class: "group" }, h("h2", {}, name), h("ul", { "aria-label": name }, list.map(place)));
}

function place(one) {
  const unread = isUnread(one.id);
  const go = async () => {
    if (one.bot) await meetBot(one.bot);
    else goTo(one.id);
    if (narrow.matches) slide(false);
  };
  return h("li", {}, h("button", {
    type: "button", class: `place${isThread(one) ? " thread" : ""}${unread ? " unread" : ""}`, "data-id": one.id, "aria-current": one.id === world.channel ? "page" : null, onclick: go,
  }, icon(ICONS[one.type] ?? "hash"), h("span", { class: "place-name" }, one.name), unread && h("span", { class: "dot" }, h("span", { class: "unseen" }, "new messages"))));
}

/** Opens a conversation with a bot that I have not talked to yet. */
async function meetBot(bot) {
  const { id } = await openDirect(world.me, bot);
  await load();
  goTo(id);
}

function events(open) {
  const coming = (guild()?.events ?? []).filter(({ status }) => status === undefined || status <= 2);
  if (!coming.length) return null;
  return h("details", { class: "events", open }, h("summary", {}, icon("calendar"), `${coming.length} ${coming.length === 1 ? "event" : "events"}`),
    h("ul", {}, coming.map((event) => h("li", {}, h("strong", {}, event.name),
      h("p", { class: "subtext" }, timestamp(Date.parse(event.scheduled_start_time) / 1000, "f", now())),
      event.entity_metadata?.location && h("p", { class: "subtext" }, event.entity_metadata.location),
      event.description && h("p", {}, event.description)))));
}

function drawWho() {
  const self = me();
  if (same("who", [people(), guild()?.roles, world.me])) return;
  const focused = document.activeElement?.id === "me";
  const choose = h("select", { id: "me", class: "me", onchange: () => become(choose.value) }, people().map(({ id, name }) => h("option", { value: id, selected: id === world.me }, name)));
  const roles = (guild()?.roles ?? []).filter(({ id }) => self?.roles?.includes(id)).map(({ name }) => name);
  fill(who,
    h("label", { for: "me", class: "who-label" }, "I am"),
    h("div", { class: "who-line" }, avatar(self?.id, self?.name), choose,
      h("button", { type: "button", class: "quiet square", "aria-label": "Members and roles", onclick: openPeople }, icon("plus"))),
    h("p", { class: "subtext" }, [roles.join(", ") || "no roles", locale(), zone()].join(" · ")));
  if (focused) choose.focus();
}
