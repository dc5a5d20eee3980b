/** What the person at the page sets going - a command, a press, a submitted modal - and what comes of it. */

import * as api from "./api.js";
import { openModal } from "./modal.js";
import { world } from "./state.js";

export const FAILED = "This application did not respond.";

/** Tells the log about pending and failed interactions: `detail` is `{id, channel, as, label, message, state, words}`. */
export const interactions = new EventTarget();

const open = new Map();

const tell = (one) => interactions.dispatchEvent(new CustomEvent("change", { detail: one }));

/** Runs a command; a refusal of the sandbox is thrown for the composer to show. */
export async function runCommand(request, label) {
  const { interaction } = await api.runCommand(request);
  follow({ id: interaction, channel: request.channel, as: request.as, label });
}

/** Presses a button or takes a select's *values* on *message*. */
export async function press(message, component, values) {
  const one = { id: null, channel: message.channel_id, as: world.me, message: message.id, key: component.custom_id };
  tell({ ...one, state: "waiting" });
  try {
    const { interaction } = await api.press({ as: world.me, message: message.id, custom_id: component.custom_id, values });
    await follow({ ...one, id: interaction });
  } catch (problem) {
    tell({ ...one, state: "failed", words: problem.message });
  }
}

/** News of an interaction of mine: a deferred one has been taken, whatever comes later. */
export function heard({ id, state }) {
  if (state === "deferred" && open.has(id)) tell({ ...open.get(id), state });
}

/** Waits for the first answer; a modal opens, silence is told in words. */
async function follow(one) {
  tell({ ...one, state: "waiting" });
  open.set(one.id, one);
  try {
    let outcome = await api.getInteraction(one.id, 5);
    while (outcome.state === "waiting") outcome = await api.getInteraction(one.id, 5);
    open.delete(one.id);
    tell({ ...one, state: outcome.state, words: outcome.state === "failed" ? outcome.why ?? FAILED : null });
    if (outcome.modal && world.me === one.as) {
      openModal(outcome.modal, async (fields, files) => {
        const { interaction } = await api.submit({ as: one.as, interaction: one.id, fields, files });
        follow({ ...one, id: interaction, label: one.label ?? outcome.modal.title });
      });
    }
  } catch (problem) {
    tell({ ...one, state: "failed", words: problem.message });
  }
}
