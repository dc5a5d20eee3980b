/** Embeds, the classic cards of a message. */

import { cssColour, h } from "./dom.js";
import { inline, markdown } from "./markdown.js";
import { picture, source } from "./media.js";
import { format } from "./timestamps.js";

/** The card of *embed*; an absent part leaves no gap. */
export function embedCard(embed, message) {
  const colour = cssColour(embed.color);
  return h("div", { class: "card embed", vars: colour ? { "--accent": colour } : {} },
    embed.thumbnail && picture({ ...source(embed.thumbnail, message), name: "thumbnail" }, "thumbnail"),
    embed.author && h("p", { class: "embed-author" }, linked(embed.author.name, embed.author.url)),
    embed.title && h("p", { class: "heading level-3", role: "heading", "aria-level": 4 }, linked(inline(embed.title, Boolean(embed.url)), embed.url)),
    embed.description && h("div", { class: "text" }, markdown(embed.description)),
    embed.fields?.length ? h("dl", { class: "fields" }, embed.fields.map(field)) : null,
    embed.image && picture({ ...source(embed.image, message), name: "embed image" }),
    footer(embed));
}

function linked(content, url) {
  return url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, content) : content;
}

function field({ name, value, inline: beside }) {
  return h("div", { class: beside ? "field beside" : "field" }, h("dt", {}, inline(name)), h("dd", {}, markdown(value)));
}

function footer({ footer: foot, timestamp }) {
  const parts = [foot?.text, timestamp && format(Date.parse(timestamp), "f")].filter(Boolean);
  return parts.length ? h("p", { class: "subtext" }, parts.join(" · ")) : null;
}
