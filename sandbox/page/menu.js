/** The menu of a message: what bots offer to do with it or with who wrote it. */

import { fill, freshId, h, icon } from "./dom.js";
import { runCommand } from "./interactions.js";
import { world } from "./state.js";

const USER = 2;
const MESSAGE = 3;

/** The menu's button; `null` when no bot offers anything here. */
export function messageMenu(message) {
  const offers = world.commands.filter(({ type }) => type === MESSAGE || type === USER);
  if (!offers.length) return null;
  const id = freshId("menu");
  const problem = h("p", { class: "problem", role: "alert" });
  const panel = h("div", { id, class: "menu-panel", hidden: true });
  const opener = h("button", { type: "button", class: "quiet square", "aria-label": "Apps for this message", "aria-expanded": "false", "aria-controls": id, onclick: () => show(panel.hidden) }, icon("dots"));
  const node = h("div", { class: "menu", onkeydown: (event) => event.key === "Escape" && show(false), onfocusout: ({ relatedTarget }) => relatedTarget && !node.contains(relatedTarget) && show(false) }, opener, panel);

  function show(open) {
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    problem.textContent = "";
    if (open) fill(panel, offers.map(offer), problem).querySelector("button").focus();
  }

  function offer(command) {
    const target = command.type === USER ? message.author.id : message.id;
    const run = async () => {
      try {
        await runCommand({ as: world.me, channel: message.channel_id, application: command.application_id, name: command.name, target }, command.name);
        show(false);
      } catch (refusal) {
        problem.textContent = refusal.message;
      }
    };
    return h("button", { type: "button", class: "choice", onclick: run }, command.type === USER ? `${command.name} (the author)` : command.name);
  }

  return node;
}
