/** What this page knows: servers, people, who I am and where I look. `changes` tells when any of it changed. */

import { getCommands, getState } from "./api.js";

export const changes = new EventTarget();
export const world = { guilds: [], direct: [], applications: [], commands: [], me: null, guild: null, channel: null };

const THREADS = new Set([10, 11, 12]);
const READABLE = new Set([0, 1, 2, 3, 5, 10, 11, 12, 13]);
const seenUsers = new Map();
const unread = new Set();

/** Reads everything afresh and keeps my place where it still exists. */
export async function load() {
  const [state, commands] = await Promise.all([getState(), getCommands()]);
  Object.assign(world, { guilds: state.guilds, direct: state.direct_messages ?? [], applications: state.applications, commands });
  const remembered = recall();
  for (const key of ["me", "guild", "channel"]) world[key] ??= remembered[key] ?? null;
  const first = !world.channel;
  announce();
  if (first) talkedIn().filter(({ id }) => id !== world.channel).forEach(({ id }) => markUnread(id));
}

/** My server's text channels in which something was said, the latest talk first; ids grow with time. */
const talkedIn = () => channels().filter(({ type, last_message_id }) => type === 0 && last_message_id)
  .sort((one, other) => (BigInt(one.last_message_id) < BigInt(other.last_message_id) ? 1 : -1));

/** Falls back to what there is where my server, my member or my channel has gone, and tells everybody. */
function announce() {
  world.guild = (world.guilds.find(({ id }) => id === world.guild) ?? world.guilds[0])?.id ?? null;
  world.me = (people().find(({ id }) => id === world.me) ?? people()[0])?.id ?? null;
  const here = [...channels().filter(isReadable), ...directMessages()];
  world.channel = (here.find(({ id }) => id === world.channel) ?? talkedIn()[0] ?? here.find(({ type }) => type === 0) ?? here[0])?.id ?? null;
  unread.delete(world.channel);
  sessionStorage.setItem("sandbox", JSON.stringify({ me: world.me, guild: world.guild, channel: world.channel }));
  changes.dispatchEvent(new Event("change"));
}

function recall() {
  try {
    return JSON.parse(sessionStorage.getItem("sandbox")) ?? {};
  } catch {
    return {};
  }
}

export const guild = () => world.guilds.find(({ id }) => id === world.guild);
export const channels = () => guild()?.channels ?? [];
export const channel = () => [...channels(), ...directMessages()].find(({ id }) => id === world.channel);
export const members = () => guild()?.members ?? [];
export const me = () => members().find(({ id }) => id === world.me);
export const isThread = ({ type }) => THREADS.has(type);
export const isReadable = ({ type }) => READABLE.has(type);
export const isUnread = (id) => unread.has(id);

/** My conversations with bots, called by who is at the other end. */
export function directMessages() {
  return world.direct.filter(({ recipients }) => recipients.some(({ id }) => id === world.me))
    .map((one) => ({ ...one, name: one.recipients.filter(({ id }) => id !== world.me).map(({ id, username }) => userName(id) ?? username).join(", ") }));
}

/** How a place is called in a sentence. */
export const placeName = (one) => (one?.type === 1 ? `@${one.name}` : `#${one?.name ?? ""}`);

/** Members a person can be: everyone but the bots. */
export function people() {
  const bots = new Set(world.applications.map(({ id }) => id));
  return members().filter((member) => !member.bot && !bots.has(member.id));
}

/** The zone of the person I am; the browser's own when they have none that it knows. */
export function zone() {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: me()?.timezone || own }).resolvedOptions().timeZone;
  } catch {
    return own;
  }
}

export const locale = () => me()?.locale || navigator.language;

export function goTo(channelId) {
  const home = world.guilds.find((candidate) => candidate.channels.some(({ id }) => id === channelId));
  if (home) world.guild = home.id;
  world.channel = channelId;
  announce();
}

export function goToGuild(guildId) {
  const home = world.guilds.find(({ id }) => id === guildId);
  const first = home?.channels.find(({ type }) => type === 0) ?? home?.channels.find(isReadable);
  if (first) goTo(first.id);
}

export function become(memberId) {
  world.me = memberId;
  announce();
}

export function markUnread(channelId) {
  if (channelId === world.channel || unread.has(channelId)) return;
  unread.add(channelId);
  changes.dispatchEvent(new Event("unread"));
}

/** Remembers how the authors and mentioned people of *message* are called. */
export function meet(message) {
  for (const user of [message.author, ...(message.mentions ?? [])]) {
    if (user) seenUsers.set(user.id, user.global_name ?? user.username);
  }
}

const everywhere = (kind, id) => world.guilds.flatMap((home) => home[kind] ?? []).find((thing) => thing.id === id);

export const userName = (id) => everywhere("members", id)?.name ?? seenUsers.get(id) ?? world.applications.find((app) => app.id === id)?.name ?? null;
export const role = (id) => everywhere("roles", id) ?? null;
export const findChannel = (id) => everywhere("channels", id) ?? null;
