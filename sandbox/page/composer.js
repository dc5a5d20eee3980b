/** The box one writes in: plain messages, or a command with its options. */

import { autocomplete, encodeFile, say } from "./api.js";
import { KIND, leaves, matching, obstacle, read } from "./commands.js";
import { fill, h, icon } from "./dom.js";
import { field } from "./fields.js";
import { runCommand } from "./interactions.js";
import { channel, channels, changes, guild, me, members, placeName, world } from "./state.js";
import { suggestions } from "./suggestions.js";

const form = document.getElementById("composer");
const popup = suggestions();
const box = h("div", { class: "box" });
const note = h("p", { class: "composer-note", role: "status" });
const entry = h("textarea", {
  id: "entry", rows: 1, role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", maxlength: 2000, oninput: typed, onblur: () => popup.hide(), onfocus: typed,
});

let leaf = null;
let entries = new Map();
let added = new Set();
let fields = [];

/** Puts the composer on the page and listens. */
export function startComposer() {
  form.append(popup.node, box, note);
  form.addEventListener("keydown", keys);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  document.addEventListener("use-command", ({ detail }) => begin(leaves(world.commands).find(({ path }) => path === detail)));
  changes.addEventListener("change", caption);
  plain("");
}

function caption() {
  const words = `Message ${placeName(channel())} as ${me()?.name ?? "nobody"}, or / for commands`;
  entry.placeholder = words;
  entry.setAttribute("aria-label", words);
}

function plain(text) {
  leaf = null;
  fields = [];
  entry.value = text;
  fill(box, entry, sendButton());
  note.textContent = "";
  caption();
}

/** What I lack for a command by its default; the server decides all the same. */
function lacking({ asked, needs }) {
  const have = BigInt(me()?.permissions ?? 0);
  return needs && (have & asked) !== asked ? `needs ${needs}` : null;
}

const sendButton = () => h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));

/** Plain text changed: a leading slash lists the commands, a whole command name and a space begins it. */
function typed() {
  entry.style.height = "auto";
  entry.style.height = `${Math.min(entry.scrollHeight, 180)}px`;
  if (!entry.value.startsWith("/") || entry.value.includes("\n")) {
    popup.hide();
    return;
  }
  const text = entry.value.slice(1);
  const all = leaves(world.commands);
  const exact = text.endsWith(" ") && all.find(({ path }) => path === text.trim());
  if (exact) {
    begin(exact);
    return;
  }
  const lines = matching(all, text).map((one) => ({ label: `/${one.path}`, detail: one.description, tag: lacking(one), leaf: one }));
  const words = all.length ? "No command fits. Take a letter away to see more." : "No bot has registered a command yet.";
  popup.show(entry, lines, (line) => begin(line.leaf), { title: "Commands", words: lines.length ? "" : words });
}

function begin(chosen) {
  if (!chosen) return;
  leaf = chosen;
  entries = new Map(chosen.options.map(({ name }) => [name, {}]));
  added = new Set();
  popup.hide();
  draw();
  focusOn(leaf.options.find(({ required }) => required));
}

function draw() {
  fields = leaf.options.filter(({ name, required }) => required || added.has(name)).map((option) => field(option, entries.get(option.name), host));
  const spare = leaf.options.filter(({ name, required }) => !required && !added.has(name));
  fill(box,
    h("div", { class: "command", role: "group", "aria-label": `/${leaf.path}` },
      h("button", { type: "button", class: "command-name", title: "Leave this command", "aria-label": `/${leaf.path}, leave this command`, onclick: leave }, `/${leaf.path}`),
      fields.map(({ node }) => node),
      spare.length ? h("span", { class: "spare", role: "group", "aria-label": "Options to add" }, spare.map(chip)) : null),
    sendButton());
  describe(null);
}

function chip(option) {
  const add = () => {
    added.add(option.name);
    draw();
    focusOn(option);
  };
  return h("button", { type: "button", class: "chip", title: option.description, onclick: add }, `+ ${option.name}`);
}

function focusOn(option) {
  const target = fields.find((one) => one.option.name === option?.name)?.input ?? form.querySelector(".send");
  target.focus();
}

function describe(option, words) {
  note.classList.toggle("wrong", Boolean(words));
  note.textContent = words ?? (option ? `${option.name}: ${option.description}` : leaf?.description ?? "");
}

function leave() {
  plain("");
  entry.focus();
}

/** What a field may ask of the composer. */
const host = {
  popup,
  changed: () => fields.forEach((one) => one.flag(false)),
  focused: (option) => describe(option),
  picked() {
    const blank = fields.find(({ option }) => option.required && read(option, entries.get(option.name)).value === undefined);
    if (blank) blank.input.focus();
  },
  remove(option) {
    added.delete(option.name);
    entries.set(option.name, {});
    draw();
    focusOn(null);
  },
  async complete(focused) {
    const options = {};
    for (const [name, one] of entries) {
      const value = name === focused ? one.text ?? "" : read(leaf.options.find((option) => option.name === name), one).value;
      if (value !== undefined && !(value instanceof File)) options[name] = value;
    }
    return autocomplete({ as: world.me, channel: world.channel, application: leaf.application, name: leaf.path, options, focused });
  },
};

function keys(event) {
  if (event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && popup.isOpen()) {
    event.preventDefault();
    popup.move(step);
  } else if (event.key === "Escape") escape(event);
  else if (event.key === "Enter" && !event.shiftKey && event.target.matches("textarea, input")) {
    event.preventDefault();
    if (!popup.take()) send();
  } else if (event.key === "Tab" && !event.shiftKey && event.target === entry && popup.take()) event.preventDefault();
  else if (event.key === "Backspace" && leaf && event.target.value === "" && event.target === fields[0]?.input) {
    event.preventDefault();
    plain(`/${leaf.path}`);
    entry.focus();
  }
}

function escape(event) {
  if (!popup.isOpen() && !leaf) return;
  event.preventDefault();
  if (popup.isOpen()) popup.hide();
  else leave();
}

async function send() {
  try {
    await (leaf ? sendCommand() : sendText());
  } catch (problem) {
    describe(null, problem.message);
  }
}

async function sendText() {
  const content = withMentions(entry.value.trim());
  if (!content) return;
  const before = entry.value;
  plain("");
  typed();
  try {
    await say({ as: world.me, channel: world.channel, content });
  } catch (problem) {
    plain(before);
    throw problem;
  }
}

async function sendCommand() {
  const stop = obstacle(leaf, entries);
  if (stop) {
    if (!stop.option.required) added.add(stop.option.name);
    focusOn(stop.option);
    fields.find(({ option }) => option === stop.option)?.flag(true);
    popup.hide();
    describe(null, stop.words);
    return;
  }
  const sent = leaf;
  const { options, files } = await values();
  await runCommand({ as: world.me, channel: world.channel, application: sent.application, name: sent.path, options, files }, `/${sent.path}`);
  leave();
}

async function values() {
  const options = {};
  const files = {};
  for (const option of leaf.options) {
    const { value } = read(option, entries.get(option.name));
    if (value === undefined) continue;
    if (option.type === KIND.FILE) files[option.name] = await encodeFile(value);
    else options[option.name] = value;
  }
  return { options, files: Object.keys(files).length ? files : undefined };
}

/** Names after @ and # become mentions, the longest name first. */
function withMentions(text) {
  const names = [
    ...members().map(({ id, name }) => [`@${name}`, `<@${id}>`]),
    ...(guild()?.roles ?? []).filter(({ name }) => name !== "@everyone").map(({ id, name }) => [`@${name}`, `<@&${id}>`]),
    ...channels().map(({ id, name }) => [`#${name}`, `<#${id}>`]),
  ];
  return names.sort(([one], [other]) => other.length - one.length).reduce((words, [name, mention]) => words.replaceAll(name, mention), text);
}
