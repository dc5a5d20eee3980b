/** The list above the message box: commands, choices, what the bot suggests. The box keeps the focus; this follows its keys. */

import { fill, freshId, h } from "./dom.js";

/** A listbox for the inputs of one form: `show`, `hide`, `move` and `take` the active line. */
export function suggestions() {
  const node = h("div", { class: "suggestions", hidden: true });
  let owner = null;
  let lines = [];
  let active = -1;
  let onpick = null;

  function mark(index) {
    active = index;
    lines.forEach(({ line }, at) => line.setAttribute("aria-selected", String(at === index)));
    const line = lines[index]?.line;
    line?.scrollIntoView({ block: "nearest" });
    if (line) owner?.setAttribute("aria-activedescendant", line.id);
    else owner?.removeAttribute("aria-activedescendant");
  }

  /** Shows *items* (`{label, detail, tag}`) for *input*; *words* stand below, or alone when nothing fits. */
  function show(input, items, pick, { title = "Suggestions", words = "" } = {}) {
    if (owner && owner !== input) owner.setAttribute("aria-expanded", "false");
    owner = input;
    onpick = pick;
    const list = h("div", { id: freshId("list"), role: "listbox", "aria-label": title });
    lines = items.map((item, index) => ({ item, line: h("div", {
      id: freshId("line"), role: "option", class: "suggestion", "aria-selected": "false",
      onpointerdown: (event) => event.preventDefault(), onclick: () => take(index),
    }, h("span", { class: "suggestion-label" }, item.label), item.detail && h("span", { class: "suggestion-detail" }, item.detail), item.tag && h("span", { class: "tag" }, item.tag)) }));
    list.append(...lines.map(({ line }) => line));
    fill(node, items.length ? list : null, words && h("p", { class: "suggestions-words" }, words));
    node.hidden = !items.length && !words;
    input.setAttribute("aria-expanded", String(!node.hidden));
    input.setAttribute("aria-controls", list.id);
    mark(items.length ? 0 : -1);
  }

  function hide() {
    node.hidden = true;
    lines = [];
    owner?.setAttribute("aria-expanded", "false");
    owner?.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    if (lines.length) mark((active + step + lines.length) % lines.length);
  }

  /** Picks the active line; false when there is none. */
  function take(index = active) {
    const chosen = lines[index]?.item;
    if (node.hidden || !chosen) return false;
    hide();
    onpick(chosen);
    return true;
  }

  return { node, show, hide, move, take, isOpen: () => !node.hidden, owns: (input) => owner === input };
}
