/** A select menu as a list that opens under its button: on a phone nothing floats, and the keyboard walks it in order. */

import { fill, freshId, h, icon } from "./dom.js";
import { channels, isReadable, members, guild } from "./state.js";

const LONG = 8;

/** `{label, value, description, selected}` for each thing that a select component offers. */
export function choicesOf({ type, options, channel_types: kinds, default_values: defaults = [] }) {
  if (type === 3) return options.map((option) => ({ ...option, selected: option.default }));
  const people = () => members().map(({ id, name }) => ({ label: name, value: id, description: "member" }));
  const roles = () => (guild()?.roles ?? []).map(({ id, name }) => ({ label: name, value: id, description: "role" }));
  const places = () => channels().filter(({ type: kind }) => (kinds?.length ? kinds.includes(kind) : isReadable({ type: kind }) || kind === 4))
    .map(({ id, name }) => ({ label: `#${name}`, value: id }));
  const offered = { 5: people, 6: roles, 7: () => [...people(), ...roles()], 8: places }[type]?.() ?? [];
  const chosen = new Set(defaults.map(({ id }) => id));
  return offered.map((option) => ({ ...option, selected: chosen.has(option.value) }));
}

/** The select: one choice is taken at once; several are ticked and taken with "Done". */
export function chooser({ key, label, options, min, max, disabled, onchosen }) {
  const chosen = new Set(options.filter(({ selected }) => selected).map(({ value }) => value));
  const id = freshId("choices");
  const several = max > 1;
  const panel = h("div", { id, class: "choices", hidden: true });
  const words = h("span", { class: "chooser-words" });
  const opener = h("button", {
    type: "button", class: "chooser-button", "aria-haspopup": "true", "aria-expanded": "false", "aria-controls": id, disabled, "data-key": key, onclick: () => show(panel.hidden),
  }, words, icon("down"));
  const node = h("div", { class: "chooser", role: "group", "aria-label": label, onkeydown: keys }, opener, panel);
  caption();

  function caption() {
    const names = options.filter(({ value }) => chosen.has(value)).map((option) => option.label);
    words.textContent = names.length ? names.join(", ") : label;
  }

  function show(open) {
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (!open) return;
    fill(panel, options.length > LONG && h("input", { type: "search", class: "field-input", placeholder: "Search", "aria-label": `Search: ${label}`, oninput: filter }),
      options.map(line), several && h("button", { type: "button", class: "button primary", onclick: done }, "Done"));
    panel.querySelector("input, .choice")?.focus();
  }

  function line(option) {
    const on = chosen.has(option.value);
    return h("button", { type: "button", class: "choice", "aria-pressed": String(on), "data-label": option.label.toLowerCase(), onclick: (event) => pick(option, event.currentTarget) },
      h("span", { class: "tick", "aria-hidden": "true" }, on ? "✓" : ""),
      h("span", { class: "choice-label" }, option.emoji ? `${option.emoji.name} ` : "", option.label),
      option.description && h("small", {}, option.description));
  }

  function pick(option, button) {
    if (!several) {
      chosen.clear();
      chosen.add(option.value);
      done();
      return;
    }
    if (!chosen.delete(option.value) && chosen.size < max) chosen.add(option.value);
    const on = chosen.has(option.value);
    button.setAttribute("aria-pressed", String(on));
    button.firstChild.textContent = on ? "✓" : "";
    caption();
  }

  function done() {
    if (chosen.size < min) {
      words.textContent = `Choose at least ${min}`;
      return;
    }
    caption();
    show(false);
    opener.focus();
    onchosen(options.filter(({ value }) => chosen.has(value)).map(({ value }) => value));
  }

  function filter(event) {
    const wanted = event.target.value.trim().toLowerCase();
    for (const choice of panel.querySelectorAll(".choice")) choice.hidden = !choice.dataset.label.includes(wanted);
  }

  function keys(event) {
    if (panel.hidden) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      show(false);
      opener.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [...panel.querySelectorAll("input, button:not([hidden])")];
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  }

  return node;
}
