/** Message components, classic and V2, as nodes. What a press means is the caller's: `act(component, values)`. */

import { cssColour, h, icon } from "./dom.js";
import { markdown, spoiler } from "./markdown.js";
import { download, picture, source } from "./media.js";
import { choicesOf, chooser } from "./select.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };

const KINDS = {
  1: row, 2: button, 3: select, 5: select, 6: select, 7: select, 8: select,
  9: section, 10: text, 11: thumbnail, 12: gallery, 13: file, 14: separator, 17: container,
};

/** The nodes of *components*; *scene* is `{message, act}`. A kind this page does not know says so in words. */
export function components(list, scene) {
  return (list ?? []).map((component) => (KINDS[component.type] ?? unknown)(component, scene));
}

const unknown = ({ type }) => h("p", { class: "subtext" }, `A component of type ${type}, which this page cannot show.`);

function row(component, scene) {
  return h("div", { class: "row" }, components(component.components, scene));
}

function text({ content }) {
  return h("div", { class: "text" }, markdown(content));
}

function button(component, scene) {
  const words = [component.emoji && emoji(component.emoji), component.label && h("span", {}, component.label)];
  const look = STYLES[component.style] ?? "secondary";
  if (component.url && !component.disabled) {
    return h("a", { class: "button link", href: component.url, target: "_blank", rel: "noopener noreferrer" }, words, icon("link"));
  }
  return h("button", {
    type: "button", class: `button ${look}`, disabled: component.disabled || look === "premium", "data-key": component.custom_id,
    "aria-label": component.label ? null : `Button ${component.emoji?.name ?? component.custom_id}`,
    onclick: () => scene.act(component, []),
  }, words);
}

function select(component, scene) {
  return chooser({
    key: component.custom_id, label: component.placeholder || "Choose", disabled: component.disabled,
    min: component.min_values ?? 1, max: component.max_values ?? 1, options: choicesOf(component),
    onchosen: (values) => scene.act(component, values),
  });
}

function section(component, scene) {
  return h("div", { class: "section" },
    h("div", { class: "section-text" }, components(component.components, scene)),
    h("div", { class: "section-side" }, components([component.accessory].filter(Boolean), scene)));
}

function thumbnail(component, { message }) {
  return veiled(component, picture({ ...source(component.media, message), description: component.description }, "thumbnail"));
}

function gallery(component, { message }) {
  const pictures = component.items.map((item) => veiled(item, picture({ ...source(item.media, message), description: item.description })));
  return h("div", { class: "gallery", "data-count": Math.min(pictures.length, 4) }, pictures);
}

function file(component, { message }) {
  const own = source(component.file, message);
  const name = component.name ?? own.filename ?? decodeURIComponent(own.url.split("/").pop().split("?")[0]);
  return veiled(component, download({ ...own, filename: name, size: component.size ?? own.size }));
}

function separator({ divider = true, spacing = 1 }) {
  return h("hr", { class: `separator${divider ? "" : " bare"}${spacing === 2 ? " wide" : ""}` });
}

function container(component, scene) {
  const colour = cssColour(component.accent_color);
  const card = h("div", { class: "card", vars: colour ? { "--accent": colour } : {} }, components(component.components, scene));
  return veiled(component, card);
}

const veiled = (component, node) => (component.spoiler ? spoiler(node) : node);

/** A button's or option's emoji; one with an id is a picture of some server, shown by its name. */
export function emoji({ id, name }) {
  return h("span", { class: "emoji", "aria-hidden": id ? null : "true" }, id ? `:${name}:` : name);
}
