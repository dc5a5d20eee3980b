/** One option of a command as a labelled field, with the list of what it may hold. */

import { freshId, h, icon } from "./dom.js";
import { KIND, narrowed, picks } from "./commands.js";

const PAUSE = 150;

const KEYBOARD = { [KIND.INTEGER]: "numeric", [KIND.NUMBER]: "decimal" };

/**
 * The field of *option*, writing into *entry* (`{text, picked, file}`).
 * `host` is the composer: `popup`, `complete(name)` asks the bot, `changed()`, `picked(option)`, `focused(option)`, `remove(option)`.
 */
export function field(option, entry, host) {
  const id = freshId("option");
  const input = option.type === KIND.FILE ? fileInput(option, entry, host, id) : textInput(option, entry, host, id);
  const label = h("label", { for: id, class: "option-name" }, option.name);
  const remove = option.required ? null : h("button", { type: "button", class: "option-remove", "aria-label": `Leave out ${option.name}`, onclick: () => host.remove(option) }, icon("close"));
  const node = h("div", { class: "option", title: option.description }, label, input, remove);
  return { option, node, input, flag: (wrong) => flag(node, input, wrong) };
}

function flag(node, input, wrong) {
  node.classList.toggle("wrong", wrong);
  input.setAttribute("aria-invalid", String(wrong));
}

function fileInput(option, entry, host, id) {
  const input = h("input", { id, type: "file", class: "option-input", "aria-required": String(Boolean(option.required)), onfocus: () => host.focused(option) });
  input.addEventListener("change", () => {
    [entry.file = null] = input.files;
    host.changed();
  });
  return input;
}

function textInput(option, entry, host, id) {
  const listed = option.autocomplete || picks(option);
  const input = h("input", {
    id, class: "option-input", type: "text", inputmode: KEYBOARD[option.type], value: entry.text ?? "", spellcheck: "false", autocomplete: "off",
    role: listed ? "combobox" : null, "aria-autocomplete": listed ? "list" : null, "aria-expanded": listed ? "false" : null, "aria-required": String(Boolean(option.required)),
  });
  const widen = () => { input.size = Math.min(Math.max(input.value.length + 1, 10), 56); };
  let timer = null;
  let turn = 0;

  function pick({ name, value }) {
    Object.assign(entry, { text: name, picked: { value } });
    input.value = name;
    widen();
    host.changed();
    host.picked(option);
  }

  function offer(found, why, words = "") {
    const lines = found.map(({ name, value, detail }) => ({ label: name, detail, name, value }));
    host.popup.show(input, lines, pick, { title: `Choices for ${option.name}`, words: found.length ? words : why || "Nothing in the list fits." });
  }

  function suggest() {
    clearTimeout(timer);
    turn += 1;
    if (option.autocomplete) timer = setTimeout(() => ask(turn), PAUSE);
    else if (listed) offer(narrowed(listed, entry.picked ? "" : input.value), "");
    else host.popup.hide();
  }

  async function ask(mine) {
    try {
      const { choices, ms, why } = await host.complete(option.name);
      if (mine === turn && document.activeElement === input) offer(choices, why ?? "", Number.isFinite(ms) ? `Suggested by the bot in ${Math.round(ms)} ms` : "");
    } catch (problem) {
      if (mine === turn) host.popup.show(input, [], pick, { words: `No suggestions: ${problem.message}` });
    }
  }

  input.addEventListener("input", () => {
    Object.assign(entry, { text: input.value, picked: null });
    widen();
    host.changed();
    suggest();
  });
  input.addEventListener("focus", () => {
    host.focused(option);
    suggest();
  });
  input.addEventListener("blur", () => {
    turn += 1;
    clearTimeout(timer);
    if (host.popup.owns(input)) host.popup.hide();
  });
  widen();
  return input;
}
