/** Modals: the form a bot opens, checked in words before it is sent. */

import { encodeFile } from "./api.js";
import { freshId, h } from "./dom.js";
import { markdown } from "./markdown.js";
import { choicesOf } from "./select.js";

/** Opens *modal*; `send(fields, files)` submits, and what it throws is shown in the form, which stays open. */
export function openModal(modal, send) {
  const fields = modal.components.map(block);
  const problem = h("p", { class: "problem", role: "alert" });
  const heading = freshId("modal");
  const submit = h("button", { type: "submit", class: "button primary" }, "Submit");
  const form = h("form", { method: "dialog", novalidate: true, onsubmit },
    h("h2", { id: heading }, modal.title), fields.map(({ node }) => node), problem,
    h("div", { class: "row end" }, h("button", { type: "button", class: "button secondary", onclick: () => dialog.close() }, "Cancel"), submit));
  const dialog = h("dialog", { class: "modal", "aria-labelledby": heading, onclose: () => dialog.remove() }, form);

  async function onsubmit(event) {
    event.preventDefault();
    const inputs = fields.flatMap(({ input }) => input ?? []);
    const wrong = inputs.find((input) => input.missing());
    if (wrong) {
      problem.textContent = wrong.missing();
      wrong.focus();
      return;
    }
    submit.disabled = true;
    try {
      const { values, files } = await collected(inputs);
      await send(values, files);
      dialog.close();
    } catch (refusal) {
      problem.textContent = refusal.message;
      submit.disabled = false;
    }
  }

  document.body.append(dialog);
  dialog.showModal();
  fields.find(({ input }) => input)?.input.focus();
}

async function collected(inputs) {
  const values = {};
  const files = {};
  for (const input of inputs) {
    if (input.files) files[input.id] = await Promise.all(input.files().map(encodeFile));
    else values[input.id] = input.value();
  }
  return { values, files };
}

/** One component of a modal: its node, and its input where it has one. */
function block(component) {
  if (component.type === 10) return { node: h("div", { class: "text" }, markdown(component.content)) };
  if (component.type === 1) return labelled(component.components[0].label, null, component.components[0]);
  return labelled(component.label, component.description, component.component);
}

function labelled(label, description, component) {
  const input = (INPUTS[component.type] ?? unknown)(component, label);
  const required = (component.required ?? true) && component.type !== 23;
  const note = freshId("note");
  const group = input.control.tagName === "FIELDSET";
  if (!group) input.control.id ||= freshId("input");
  const words = [label, h("span", { class: "subtext" }, required ? " required" : " optional")];
  if (group) input.control.prepend(h("legend", {}, words));
  if (description) input.control.setAttribute("aria-describedby", note);
  const missing = () => input.wrong?.() ?? (required && input.empty() ? `“${label}” is missing.` : null);
  return {
    node: h("div", { class: "modal-field" }, group ? null : h("label", { for: input.control.id }, words),
      description && h("p", { id: note, class: "subtext" }, description), input.control),
    input: { id: component.custom_id, value: input.value, files: input.files, missing, focus: () => (group ? input.control.querySelector("input") : input.control)?.focus() },
  };
}

const INPUTS = { 4: textInput, 3: select, 5: select, 6: select, 7: select, 8: select, 19: upload, 21: radios, 22: checkboxes, 23: checkbox };

function unknown({ type }) {
  return { control: h("p", { class: "problem" }, `An input of type ${type}, which this page cannot show.`), value: () => null, empty: () => false };
}

function textInput({ style, placeholder, value, min_length: least, max_length: most }, label) {
  const control = h(style === 2 ? "textarea" : "input", { class: "field-input", placeholder, maxlength: most, rows: style === 2 ? 4 : null, type: style === 2 ? null : "text" });
  control.value = value ?? "";
  const wrong = () => (least && control.value && control.value.length < least ? `“${label}” needs at least ${least} characters; it has ${control.value.length}.` : null);
  return { control, wrong, value: () => control.value, empty: () => control.value.trim() === "" };
}

function select(component, label) {
  const options = choicesOf(component);
  const [min, max] = [component.min_values ?? 1, component.max_values ?? 1];
  if (max > 1) return ticks(options, min, max, label);
  const control = h("select", { class: "field-input" }, h("option", { value: "" }, component.placeholder || "Choose"),
    options.map((option) => h("option", { value: option.value, selected: Boolean(option.selected) }, option.description ? `${option.label} - ${option.description}` : option.label)));
  return { control, value: () => (control.value ? [control.value] : []), empty: () => !control.value };
}

function checkboxes({ options, min_values: min = 1, max_values: max = options.length }, label) {
  return ticks(options.map((option) => ({ ...option, selected: option.default })), min, max, label);
}

function ticks(options, min, max, label) {
  const { control, chosen } = group(options, "checkbox");
  const wrong = () => (chosen().length > max || (chosen().length && chosen().length < min) ? `“${label}” takes ${min === max ? min : `${min} to ${max}`}; ${chosen().length} chosen.` : null);
  return { control, wrong, value: chosen, empty: () => chosen().length === 0 };
}

function radios(component) {
  const { control, chosen } = group(component.options.map((option) => ({ ...option, selected: option.default })), "radio");
  return { control, value: () => chosen()[0] ?? null, empty: () => chosen().length === 0 };
}

function group(options, type) {
  const name = freshId(type);
  const control = h("fieldset", {}, options.map((option) => h("label", { class: "tick-line" },
    h("input", { type, name, value: option.value, checked: Boolean(option.selected) }), h("span", {}, option.label, option.description && h("small", {}, ` ${option.description}`)))));
  return { control, chosen: () => [...control.querySelectorAll("input:checked")].map(({ value }) => value) };
}

function checkbox({ default: on }) {
  const control = h("input", { type: "checkbox", checked: Boolean(on) });
  return { control, value: () => control.checked, empty: () => false };
}

function upload({ min_values: min = 1, max_values: max = 1 }, label) {
  const control = h("input", { type: "file", multiple: max > 1 });
  const count = () => control.files.length;
  const wrong = () => (count() > max || (count() && count() < min) ? `“${label}” takes ${min === max ? min : `${min} to ${max}`} files; ${count()} chosen.` : null);
  return { control, wrong, files: () => [...control.files], empty: () => count() === 0 };
}
