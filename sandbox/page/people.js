/** Members and roles: who is here, what they may do, and somebody new. */

import { addMember, addRole, changeMember } from "./api.js";
import { fill, h, icon } from "./dom.js";
import { become, guild, load, people } from "./state.js";

const POWERS = [[[], "nothing special"], [["MANAGE_GUILD"], "Manage Server"], [["CREATE_EVENTS", "MANAGE_EVENTS"], "events"], [["MANAGE_MESSAGES"], "Manage Messages"], [["ADMINISTRATOR"], "everything"]];
const LOCALES = ["en-US", "en-GB", "ko", "ja", "de", "fr", "es-ES", "pt-BR", "id", "vi", "th", "zh-TW"];

/** Opens the list of members with their roles, and a form for one more. */
export function openPeople() {
  const problem = h("p", { class: "problem", role: "alert" });
  const body = h("div", { class: "people" });
  const somebody = h("div");
  const dialog = h("dialog", { class: "modal", "aria-label": "Members and roles", onclose: () => dialog.remove() },
    h("header", { class: "drawer-head" }, h("h2", {}, "Members and roles"),
      h("button", { type: "button", class: "quiet square", "aria-label": "Close", onclick: () => dialog.close() }, icon("close"))),
    body, h("h3", {}, "Somebody new"), somebody, h("h3", {}, "A new role"), newRole(attempt), problem);

  async function attempt(act) {
    problem.textContent = "";
    try {
      await act();
      await load();
      draw();
    } catch (refusal) {
      problem.textContent = refusal.message;
    }
  }

  function draw() {
    fill(somebody, newcomer(attempt));
    fill(body, people().map((member) => h("fieldset", {}, h("legend", {}, member.name), roleTicks(member.roles ?? [], (roles) => attempt(() => changeMember(guild().id, member.id, { roles }))))));
  }

  draw();
  document.body.append(dialog);
  dialog.showModal();
}

const grantable = () => guild().roles.filter(({ id, managed }) => id !== guild().id && !managed);

function roleTicks(held, onchange) {
  const boxes = grantable().map(({ id, name }) => h("label", { class: "tick-line" }, h("input", { type: "checkbox", value: id, checked: held.includes(id), onchange: changed }), h("span", {}, name)));
  const node = h("div", { class: "ticks" }, boxes.length ? boxes : h("p", { class: "subtext" }, "This server has no roles yet."));
  function changed() {
    onchange?.([...node.querySelectorAll("input:checked")].map(({ value }) => value));
  }
  return node;
}

function newcomer(attempt) {
  const name = h("input", { class: "field-input", required: true, maxlength: 32 });
  const locale = h("select", { class: "field-input" }, LOCALES.map((code) => h("option", { value: code }, code)));
  const zone = h("select", { class: "field-input" }, ["UTC", ...Intl.supportedValuesOf("timeZone")].map((each) => h("option", { value: each, selected: each === Intl.DateTimeFormat().resolvedOptions().timeZone }, each)));
  const roles = roleTicks([]);
  const add = (event) => {
    event.preventDefault();
    const held = [...roles.querySelectorAll("input:checked")].map(({ value }) => value);
    attempt(async () => {
      const { id } = await addMember(guild().id, { name: name.value.trim(), roles: held, locale: locale.value, timezone: zone.value });
      await load();
      become(id);
    });
  };
  return h("form", { class: "newcomer", onsubmit: add },
    h("label", {}, "Name", name), h("label", {}, "Language", locale), h("label", {}, "Time zone", zone), roles,
    h("button", { type: "submit", class: "button primary" }, "Add"));
}

function newRole(attempt) {
  const name = h("input", { class: "field-input", required: true, maxlength: 100 });
  const power = h("select", { class: "field-input" }, POWERS.map(([, words], at) => h("option", { value: at }, words)));
  const add = (event) => {
    event.preventDefault();
    attempt(async () => {
      await addRole(guild().id, { name: name.value.trim(), permissions: POWERS[power.value][0] });
      name.value = "";
    });
  };
  return h("form", { class: "newcomer", onsubmit: add },
    h("label", {}, "Role name", name), h("label", {}, "It may do", power), h("button", { type: "submit", class: "button primary" }, "Add role"));
}
