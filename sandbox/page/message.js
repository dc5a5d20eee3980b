/** One message as a node: who, when, what, and the marks around it. */

import { avatar, h, icon } from "./dom.js";
import { components, emoji } from "./components.js";
import { embedCard } from "./embeds.js";
import { press } from "./interactions.js";
import { markdown, plainText } from "./markdown.js";
import { attachment } from "./media.js";
import { messageMenu } from "./menu.js";
import { goTo, userName, world } from "./state.js";
import { format, timestamp } from "./timestamps.js";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const V2 = 1 << 15;

const EVENTS = {
  6: "pinned a message.", 7: "joined the server.", 18: "started a thread.", 21: "started this thread.",
};

/** The message; *joins* leaves the name out because the one above has it, *note* is what a press on it came to. */
export function messageNode(message, { joins, note, dismiss }) {
  const name = callName(message.author);
  const secret = Boolean(message.flags & EPHEMERAL);
  const node = h("article", {
    class: `message${joins ? " joins" : ""}${secret ? " secret" : ""}${addressed(message) ? " addressed" : ""}`,
    "data-message": message.id, tabindex: "-1", "aria-label": `${name}, ${format(Date.parse(message.timestamp), "f")}`,
  },
  origin(message),
  joins ? h("span", { class: "margin-time" }, format(Date.parse(message.timestamp), "t")) : avatar(message.author.id, name, message.author.bot),
  h("div", { class: "message-body" },
    joins ? null : h("p", { class: "byline" }, h("strong", { class: "name" }, name), message.author.bot && h("span", { class: "tag" }, "bot"), when(message)),
    body(message),
    message.edited_timestamp && h("p", { class: "subtext" }, "(edited)"),
    reactions(message), thread(message),
    note?.words && h("p", { class: "problem", role: "alert" }, note.words),
    secret && h("p", { class: "private" }, icon("eye"), "Only you can see this · ",
      h("button", { type: "button", class: "as-link", onclick: () => dismiss(message.id) }, "Dismiss"))),
  messageMenu(message));
  if (note?.busy) busy(node, note.busy);
  return node;
}

/** A command that has no answer yet, or never got one. */
export function pendingNode({ as, label, state, words }, forget) {
  const failed = state === "failed";
  return h("article", { class: "message secret", role: failed ? "alert" : null },
    h("p", { class: "origin" }, icon("reply"), h("strong", {}, userName(as) ?? "you"), " used ", h("span", { class: "mention" }, label ?? "a command")),
    h("span", { class: "avatar bot", "aria-hidden": "true" }, failed ? "!" : "…"),
    h("div", { class: "message-body" }, failed ? h("p", { class: "problem" }, words) : thinking("The bot"),
      h("p", { class: "private" }, icon("eye"), "Only you can see this", failed && [" · ", h("button", { type: "button", class: "as-link", onclick: forget }, "Dismiss")])));
}

const thinking = (name) => h("p", { class: "thinking" }, h("span", { class: "dots", "aria-hidden": "true" }), `${name} is thinking…`);

const callName = (user) => userName(user.id) ?? user.global_name ?? user.username;

function when(message) {
  const node = timestamp(Date.parse(message.timestamp) / 1000, "t", 0);
  node.classList.remove("stamp");
  return node;
}

/** The line above: the command that this answers, or the message that it replies to. */
function origin(message) {
  const used = message.interaction_metadata ?? message.interaction;
  const name = message.interaction?.name ?? used?.name ?? used?.command_name;
  if (used?.user && name) {
    return h("p", { class: "origin" }, icon("reply"), h("strong", {}, callName(used.user)), " used ", h("span", { class: "mention" }, `/${name}`));
  }
  if (!message.message_reference || message.type !== 19) return null;
  const first = message.referenced_message;
  return h("p", { class: "origin" }, icon("reply"), first ? [h("strong", {}, callName(first.author)), ` ${preview(first)}`] : "a message that is gone");
}

function preview(message) {
  const words = message.content ? plainText(message.content) : "pictures or components";
  return words.length > 90 ? `${words.slice(0, 90)}…` : words;
}

function body(message) {
  if (message.flags & LOADING) return thinking(callName(message.author));
  if (EVENTS[message.type]) return h("p", { class: "event-line" }, `${callName(message.author)} ${EVENTS[message.type]}`);
  const scene = { message, act: (component, values) => press(message, component, values) };
  if (message.flags & V2) return h("div", { class: "layout" }, components(message.components, scene));
  return [
    message.content && h("div", { class: "text" }, markdown(message.content)),
    loose(message).map(attachment),
    (message.embeds ?? []).map((embed) => embedCard(embed, message)),
    components(message.components, scene),
  ];
}

/** The files that no embed shows already. */
function loose({ attachments, embeds }) {
  const shown = new Set((embeds ?? []).flatMap(({ image, thumbnail, author, footer }) => [image?.url, thumbnail?.url, author?.icon_url, footer?.icon_url]));
  return (attachments ?? []).filter(({ url }) => !shown.has(url));
}

function reactions({ reactions: list }) {
  if (!list?.length) return null;
  return h("ul", { class: "reactions", "aria-label": "Reactions" }, list.map((one) => h("li", { class: one.me ? "mine" : "" }, emoji(one.emoji), ` ${one.count}`)));
}

function thread({ thread: started }) {
  if (!started) return null;
  return h("button", { type: "button", class: "thread-link", onclick: () => goTo(started.id) }, icon("thread"), h("strong", {}, started.name), " Open thread");
}

function addressed(message) {
  return message.mention_everyone || (message.mentions ?? []).some(({ id }) => id === world.me);
}

function busy(node, key) {
  const pressed = node.querySelector(`[data-key="${CSS.escape(key)}"]`);
  for (const one of node.querySelectorAll("[data-key]")) one.setAttribute("aria-disabled", "true");
  pressed?.setAttribute("aria-busy", "true");
}
