/** Discord's markdown as DOM nodes. Text never passes through HTML, so there is nothing to escape. */

import { now } from "./clock.js";
import { h } from "./dom.js";
import { findChannel, goTo, role, userName } from "./state.js";
import { timestamp } from "./timestamps.js";

const FENCE = /```(?:([\w+.#-]+)\n)?\n*([\s\S]+?)\n*```/g;
const ITEM = /^( *)([-*]|\d+\.) +(.+)$/;
const INSIDE = String.raw`((?:\\[\s\S]|[^\\])+?)`;
const PART = String.raw`(?:[^\s()<>]|\([^\s()<>]*\))`;
const URL_TEXT = String.raw`https?:\/\/${PART}+`;

/** Each rule: a pattern tried at the current place, and what it becomes; `inner` renders marked-up text inside. */
const RULES = [
  [/\\([^\sA-Za-z0-9])/y, ([, sign]) => sign],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, ([, , text]) => h("code", {}, text.trim() || text)],
  [/<@!?(\d+)>/y, ([, id]) => mention(`@${userName(id) ?? "unknown member"}`)],
  [/<@&(\d+)>/y, ([, id]) => mention(`@${role(id)?.name ?? "unknown role"}`)],
  [/<#(\d+)>/y, ([, id]) => channelMention(id)],
  [/<\/([^:>]+):\d+>/y, ([, name]) => commandMention(name)],
  [/<t:(-?\d+)(?::([tTdDfFRsS]))?>/y, ([, unix, style]) => timestamp(unix, style, now())],
  [/<a?:(\w+):\d+>/y, ([, name]) => h("span", { class: "emoji", title: `:${name}:` }, `:${name}:`)],
  [new RegExp(String.raw`<(${URL_TEXT})>`, "y"), ([, url], inner) => (inner.linked ? url : link(url, url))],
  [new RegExp(String.raw`\[((?:\\[\s\S]|[^\[\]\\])+)\]\(\s*<?(${URL_TEXT})>?(?:\s+["'][^"']*["'])?\s*\)`, "y"), ([, text, url], inner) => (inner.linked ? text : link(url, inner(text, true)))],
  [new RegExp(String.raw`https?:\/\/${PART}*(?:\([^\s()<>]*\)|[^\s()<>.,:;!?"'\]|*_~])`, "y"), ([url], inner) => (inner.linked ? url : link(url, url))],
  [new RegExp(String.raw`\*\*\*${INSIDE}\*\*\*(?!\*)`, "y"), ([, text], inner) => h("em", {}, h("strong", {}, inner(text)))],
  [new RegExp(String.raw`\*\*${INSIDE}\*\*(?!\*)`, "y"), ([, text], inner) => h("strong", {}, inner(text))],
  [new RegExp(String.raw`__${INSIDE}__(?!_)`, "y"), ([, text], inner) => h("u", {}, inner(text))],
  [new RegExp(String.raw`~~${INSIDE}~~`, "y"), ([, text], inner) => h("s", {}, inner(text))],
  [new RegExp(String.raw`\|\|${INSIDE}\|\|`, "y"), ([, text], inner) => spoiler(inner(text))],
  [/\*(?![\s*])((?:\\[\s\S]|[^\\*]|\*\*[^*]+\*\*)*?[^\s*\\])\*(?!\*)/y, ([, text], inner) => h("em", {}, inner(text))],
  [/(?<!\w)_(?![\s_])((?:\\[\s\S]|[^\\_]|__[^_]+__)*?[^\s_\\])_(?!\w)/y, ([, text], inner) => h("em", {}, inner(text))],
  [/@(?:everyone|here)\b/y, ([text]) => mention(text)],
];

/** The nodes for *text*, blocks and all. */
export function markdown(text) {
  const out = document.createDocumentFragment();
  let from = 0;
  for (const fence of (text ?? "").matchAll(FENCE)) {
    out.append(blocks(trimmed(text.slice(from, fence.index))));
    out.append(h("pre", {}, h("code", fence[1] ? { "data-language": fence[1] } : {}, fence[2])));
    from = fence.index + fence[0].length;
  }
  out.append(blocks(from ? trimmed((text ?? "").slice(from)) : text ?? ""));
  return out;
}

const trimmed = (text) => text.replace(/^\n|\n$/g, "");

/** The blocks of *text*; inside a quote, as in Discord, another quote is only text. */
function blocks(text, quoted = false) {
  const out = document.createDocumentFragment();
  const lines = text === "" ? [] : text.split("\n");
  let plain = [];
  const flush = () => {
    if (plain.length) out.append(h("div", { class: "para" }, inline(plain.join("\n"))));
    plain = [];
  };
  for (let at = 0; at < lines.length;) {
    const [block, taken] = blockAt(lines, at, quoted);
    if (block) {
      flush();
      out.append(block);
    } else plain.push(lines[at]);
    at += taken;
  }
  flush();
  return out;
}

/** The block that starts at line *at* and how many lines it takes; an ordinary line gives no block. */
function blockAt(lines, at, quoted) {
  const line = lines[at];
  if (!quoted && line.startsWith(">>> ")) return [quote([line.slice(4), ...lines.slice(at + 1)]), lines.length - at];
  if (!quoted && line.startsWith("> ")) {
    const said = take(lines, at, (next) => /^>( |$)/.test(next));
    return [quote(said.map((each) => each.slice(2))), said.length];
  }
  const heading = /^(#{1,3}) +(.+)$/.exec(line);
  if (heading) return [h("p", { class: `heading level-${heading[1].length}`, role: "heading", "aria-level": heading[1].length + 2 }, inline(heading[2].trim())), 1];
  const small = /^-# +(.+)$/.exec(line);
  if (small) return [h("p", { class: "subtext" }, inline(small[1])), 1];
  if (ITEM.test(line)) {
    const items = take(lines, at, (next) => sameList(line, next));
    return [list(items), items.length];
  }
  return [null, 1];
}

const quote = (lines) => h("blockquote", {}, blocks(lines.join("\n"), true));

function take(lines, at, wanted) {
  let end = at + 1;
  while (end < lines.length && wanted(lines[end])) end += 1;
  return lines.slice(at, end);
}

/** Whether *next* still belongs to the list that *first* opened: deeper, a continuation, or an item of the same kind. */
function sameList(first, next) {
  const [opened, item] = [ITEM.exec(first), ITEM.exec(next)];
  if (!item) return /^ {2,}\S/.test(next);
  return item[1].length > opened[1].length || /\d/.test(item[2]) === /\d/.test(opened[2]);
}

/** A list from its lines; deeper ones become lists of their own, other indented lines continue the item. */
function list(lines) {
  const [, indent, mark] = ITEM.exec(lines[0]);
  const ordered = /\d/.test(mark);
  const out = h(ordered ? "ol" : "ul", ordered ? { start: Number.parseInt(mark, 10) } : {});
  for (let at = 0; at < lines.length;) {
    const item = ITEM.exec(lines[at]);
    const inside = take(lines, at, (next) => (ITEM.exec(next)?.[1].length ?? Infinity) > indent.length).slice(1);
    const deeper = inside.findIndex((next) => ITEM.test(next));
    const own = deeper < 0 ? inside : inside.slice(0, deeper);
    const text = [item[3], ...own.map((each) => each.trim())].join("\n");
    out.append(h("li", {}, inline(text), deeper < 0 ? null : list(inside.slice(deeper))));
    at += 1 + inside.length;
  }
  return out;
}

/** The nodes of one run of text; inside a link's label, *linked*, addresses stay text. */
export function inline(text, linked = false) {
  const inner = Object.assign((part, within = linked) => inline(part, within), { linked });
  const out = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const [node, length] = ruleAt(text, at, inner);
    if (length === 0) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (typeof node === "string") plain += node;
    else {
      out.push(plain, node);
      plain = "";
    }
    at += length;
  }
  out.push(plain);
  return out.filter((node) => node !== "");
}

function ruleAt(text, at, inner) {
  if (!/[\\`<[h*_~|@]/.test(text[at])) return [null, 0];
  for (const [pattern, become] of RULES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return [become(found, inner), found[0].length];
  }
  return [null, 0];
}

const mention = (text) => h("span", { class: "mention" }, text);

const link = (url, text) => h("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url }, text);

function channelMention(id) {
  const target = findChannel(id);
  if (!target) return mention("#unknown channel");
  return h("button", { type: "button", class: "mention", onclick: () => goTo(id) }, `#${target.name}`);
}

function commandMention(name) {
  const use = () => document.dispatchEvent(new CustomEvent("use-command", { detail: name }));
  return h("button", { type: "button", class: "mention", onclick: use }, `/${name}`);
}

/** Hides *content* until it is pressed; screen readers hear what it is before they hear what it says. */
export function spoiler(content) {
  const inside = h("span", { class: "spoiler-text", "aria-hidden": "true", inert: true }, content);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    inside.removeAttribute("aria-hidden");
    inside.inert = false;
    const shown = h("span", { class: "spoiler shown", tabindex: "-1" }, inside);
    node.replaceWith(shown);
    shown.focus();
  };
  const node = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler, press to show", onclick: reveal, onkeydown: reveal }, inside);
  return node;
}

/** *text* as plain words for a preview: the marks gone, names in place. */
export function plainText(text) {
  return h("div", {}, markdown(text)).textContent.replace(/\s+/g, " ").trim();
}
