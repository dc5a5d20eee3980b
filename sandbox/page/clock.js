/** The sandbox's clock: what it shows, how it is moved. */

import { getClock, setClock } from "./api.js";
import { fill, h, icon } from "./dom.js";
import { changes, zone } from "./state.js";
import { format, moment, nextWeekday, refreshRelative, wall } from "./timestamps.js";

const FAR = 36 * 3_600_000;
const FRIDAY = 5;
const RATES = [[0, "stopped"], [1, "as it is"], [60, "a minute a second"], [3600, "an hour a second"]];

const home = document.getElementById("clock");
let offered = "";
let reading = { at: Date.now(), taken: performance.now(), rate: 1 };

/** The sandbox's time in milliseconds. */
export const now = () => reading.at + (performance.now() - reading.taken) * reading.rate;

const face = h("time", { class: "clock-face" });
const zoneName = h("span", { class: "clock-zone" });
const past = h("p", { class: "clock-note" });
const problem = h("p", { class: "problem", role: "alert" });
const custom = h("input", { type: "datetime-local", class: "field-input", "aria-label": "Date and time to set" });
const rate = h("select", { class: "field-input", "aria-label": "How fast time runs", onchange: () => change({ rate: Number(rate.value) }) },
  RATES.map(([value, words]) => h("option", { value }, words)));
const toggle = h("button", { type: "button", class: "clock-toggle", "aria-expanded": "false", "aria-controls": "clock-panel", onclick: () => open(!home.classList.contains("open")) },
  icon("clock"), face, zoneName, icon("down"));

/** Draws the clock and keeps it ticking. */
export function startClock() {
  const panel = h("div", { id: "clock-panel", class: "clock-panel" },
    step("+1 h", () => change({ advance: 3600 })), step("+1 day", () => change({ advance: 86_400 })),
    step("Next Friday 20:00", () => change({ set: iso(nextWeekday(now(), FRIDAY, 20)) })),
    h("form", { class: "clock-set", onsubmit: setCustom }, custom, h("button", { type: "submit", class: "button secondary" }, "Set")),
    step("Today", () => change({ set: "now" })),
    h("label", { class: "clock-rate" }, "Time runs ", rate));
  fill(home, toggle, past, panel, problem);
  open(matchMedia("(min-width: 1000px)").matches);
  changes.addEventListener("change", () => {
    offerTime();
    tick();
  });
  setInterval(tick, 1000);
}

const step = (words, act) => h("button", { type: "button", class: "button secondary", onclick: act }, words);

const iso = (when) => new Date(when).toISOString();

function open(wanted) {
  home.classList.toggle("open", wanted);
  toggle.setAttribute("aria-expanded", String(wanted));
}

/** Reads the clock again: somebody may have moved it. */
export async function readClock() {
  take(await getClock());
}

function take({ now: shown, rate: speed }) {
  reading = { at: Date.parse(shown), taken: performance.now(), rate: speed ?? reading.rate };
  rate.value = String(reading.rate);
  offerTime();
  tick();
}

/** Puts the hour of now into the field, unless somebody has written there. */
function offerTime() {
  if (document.activeElement === custom || custom.value !== offered) return;
  custom.value = offered = wallText(now());
}

/** *when* as a date-time field writes it. */
function wallText(when) {
  const { year, month, day, hour } = wall(when);
  const two = (number) => String(number).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:00`;
}

async function change(wanted) {
  try {
    take(await setClock(wanted));
    problem.textContent = "";
  } catch (refusal) {
    problem.textContent = refusal.message;
  }
}

function setCustom(event) {
  event.preventDefault();
  const [, year, month, day, hour, minute] = (/^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(custom.value) ?? []).map(Number);
  if (year) {
    offered = custom.value;
    change({ set: iso(moment(year, month, day, hour, minute)) });
  } else problem.textContent = "Choose a date and a time first.";
}

function tick() {
  const shown = now();
  const words = format(shown, "clock");
  if (face.textContent !== words) {
    face.textContent = words;
    face.dateTime = iso(shown);
    zoneName.textContent = zone();
    toggle.setAttribute("aria-label", `Sandbox time ${words}, ${zone()}. Move the clock`);
  }
  note(shown - Date.now());
  refreshRelative(document, shown);
}

function note(ahead) {
  const words = Math.abs(ahead) < FAR ? "" : ahead < 0
    ? "The sandbox starts in the past, where its facts are from. “Today” brings it here."
    : "The sandbox is ahead of this machine. “Today” brings it back.";
  if (past.textContent !== words) past.textContent = words;
}
