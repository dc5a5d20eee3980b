/** Registered commands, as rules: what there is, what matches, what is missing, what an entry means. Nothing here draws. */

import { channels, guild, isReadable, members } from "./state.js";

export const KIND = { STRING: 3, INTEGER: 4, BOOLEAN: 5, USER: 6, CHANNEL: 7, ROLE: 8, MENTIONABLE: 9, NUMBER: 10, FILE: 11 };

const WORDS = {
  [KIND.INTEGER]: "a whole number", [KIND.NUMBER]: "a number", [KIND.BOOLEAN]: "yes or no", [KIND.USER]: "a member", [KIND.CHANNEL]: "a channel",
  [KIND.ROLE]: "a role", [KIND.MENTIONABLE]: "a member or role", [KIND.FILE]: "a file",
};

const PERMISSIONS = { 1: "Kick Members", 2: "Ban Members", 3: "Administrator", 4: "Manage Channels", 5: "Manage Server", 13: "Manage Messages", 28: "Manage Roles", 33: "Manage Events", 44: "Create Events" };

/** Every command that can be typed, subcommands on their own, by full name. */
export function leaves(commands) {
  return commands.filter(({ type }) => (type ?? 1) === 1).flatMap((command) => within(command, command.name, command))
    .sort((one, other) => one.path.localeCompare(other.path));
}

function within(node, path, command) {
  const deeper = (node.options ?? []).filter(({ type }) => type <= 2);
  if (deeper.length) return deeper.flatMap((child) => within(child, `${path} ${child.name}`, command));
  const options = [...(node.options ?? [])].sort((one, other) => Number(other.required ?? false) - Number(one.required ?? false));
  return [{ path, description: node.description ?? "", options, application: command.application_id, asked: BigInt(command.default_member_permissions ?? 0), needs: needs(command) }];
}

/** The permissions that a command asks for by default, in words; `null` when everyone may use it. */
function needs({ default_member_permissions: bits }) {
  if (bits === null || bits === undefined) return null;
  const asked = BigInt(bits);
  const names = Object.entries(PERMISSIONS).filter(([bit]) => asked & (1n << BigInt(bit))).map(([, name]) => name);
  return names.join(", ") || "Administrator";
}

/** The commands that *typed* (without its slash) may mean, the likeliest first. */
export function matching(all, typed) {
  const wanted = typed.toLowerCase().trim().split(/\s+/).filter(Boolean);
  return all.map((leaf) => [score(leaf, wanted), leaf]).filter(([points]) => points > 0)
    .sort(([one], [other]) => other - one).map(([, leaf]) => leaf);
}

function score(leaf, wanted) {
  if (!wanted.length) return 1;
  const typed = wanted.join(" ");
  if (leaf.path.startsWith(typed)) return 4;
  const words = leaf.path.split(" ");
  if (wanted.every((part) => words.some((word) => word.startsWith(part)))) return 3;
  if (wanted.every((part) => leaf.path.includes(part))) return 2;
  return wanted.every((part) => `${leaf.path} ${leaf.description.toLowerCase()}`.includes(part)) ? 1 : 0;
}

/** What an option can be picked from without asking the bot: choices, yes and no, members, channels, roles. */
export function picks(option) {
  const people = () => members().map(({ id, name }) => ({ name, value: id, detail: "member" }));
  const roles = () => (guild()?.roles ?? []).map(({ id, name }) => ({ name, value: id, detail: "role" }));
  if (option.choices?.length) return option.choices.map(({ name, value }) => ({ name, value }));
  if (option.type === KIND.BOOLEAN) return [{ name: "yes", value: true }, { name: "no", value: false }];
  if (option.type === KIND.USER) return people();
  if (option.type === KIND.ROLE) return roles();
  if (option.type === KIND.MENTIONABLE) return [...people(), ...roles()];
  if (option.type !== KIND.CHANNEL) return null;
  const wanted = ({ type }) => (option.channel_types?.length ? option.channel_types.includes(type) : isReadable({ type }) || type === 4);
  return channels().filter(wanted).map(({ id, name }) => ({ name: `#${name}`, value: id }));
}

/** Of *offered*, what *text* may mean: names that begin with it before names that contain it. */
export function narrowed(offered, text) {
  const wanted = text.trim().toLowerCase().replace(/^[@#]/, "");
  const rank = ({ name }) => {
    const at = name.toLowerCase().replace(/^[@#]/, "").indexOf(wanted);
    return at < 0 ? 2 : Math.min(at, 1);
  };
  return offered.filter((one) => rank(one) < 2).sort((one, other) => rank(one) - rank(other)).slice(0, 25);
}

/** An entry read: `{value}`, `{problem}` in words, or `{}` where nothing was entered. */
export function read(option, { text = "", picked = null, file = null }) {
  if (option.type === KIND.FILE) return file ? { value: file } : {};
  if (picked) return { value: picked.value };
  if (text.trim() === "") return {};
  const offered = picks(option);
  if (offered) {
    const exact = narrowed(offered, text).find(({ name }) => name.toLowerCase().replace(/^[@#]/, "") === text.trim().toLowerCase().replace(/^[@#]/, ""));
    return exact ? { value: exact.value } : { problem: `“${option.name}” must be ${option.choices?.length ? "one of the list" : WORDS[option.type]}; “${text.trim()}” is none.` };
  }
  return option.type === KIND.STRING ? readText(option, text) : readNumber(option, text);
}

function readText({ name, min_length: least = 0, max_length: most = 6000 }, text) {
  if (text.length < least) return { problem: `“${name}” needs at least ${least} characters; it has ${text.length}.` };
  if (text.length > most) return { problem: `“${name}” takes at most ${most} characters; it has ${text.length}.` };
  return { value: text };
}

function readNumber({ name, type, min_value: least = -(2 ** 53), max_value: most = 2 ** 53 }, text) {
  const number = Number(text.trim().replace(",", "."));
  if (!Number.isFinite(number) || (type === KIND.INTEGER && !Number.isInteger(number))) return { problem: `“${name}” must be ${WORDS[type]}; “${text.trim()}” is none.` };
  if (number < least) return { problem: `“${name}” must be ${least} or more; ${number} is less.` };
  if (number > most) return { problem: `“${name}” must be ${most} or less; ${number} is more.` };
  return { value: number };
}

/** The first thing that keeps the command from being sent, as `{option, words}`; `null` when it can go. */
export function obstacle(leaf, entries) {
  for (const option of leaf.options) {
    const { value, problem } = read(option, entries.get(option.name) ?? {});
    if (problem) return { option, words: problem };
    if (value === undefined && option.required) return { option, words: `“${option.name}” is missing: ${option.description}` };
  }
  return null;
}
