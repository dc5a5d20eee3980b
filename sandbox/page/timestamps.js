/** Moments in the clock of the person I am: Discord's `<t:unix:style>` and wall times of a zone. */

import { h } from "./dom.js";
import { locale, zone } from "./state.js";

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { year: "numeric", month: "2-digit", day: "2-digit" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
  day: { dateStyle: "full" },
  clock: { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
};

const STEPS = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60]];

function formatter(options) {
  try {
    return new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone() });
  } catch {
    return new Intl.DateTimeFormat(undefined, options);
  }
}

/** *moment* (milliseconds) in one of Discord's styles other than R. */
export const format = (moment, style) => formatter(STYLES[style] ?? STYLES.f).format(moment);

/** "in 3 hours", "2 days ago": the largest unit that has passed once. */
function relative(moment, now) {
  const seconds = Math.round((moment - now) / 1000);
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** The node for `<t:unix:style>`; a moment that no calendar has stays as it was typed. */
export function timestamp(unix, style, now) {
  const moment = Number(unix) * 1000;
  if (!Number.isFinite(moment) || Math.abs(moment) > 8.64e15) return `<t:${unix}${style ? `:${style}` : ""}>`;
  const text = style === "R" ? relative(moment, now) : format(moment, style ?? "f");
  const node = h("time", { class: "stamp", datetime: new Date(moment).toISOString(), title: `${format(moment, "F")} (${zone()})` }, text);
  if (style === "R") node.dataset.relative = moment;
  return node;
}

/** Brings every relative time under *root* up to *now*. */
export function refreshRelative(root, now) {
  for (const node of root.querySelectorAll("time[data-relative]")) {
    const text = relative(Number(node.dataset.relative), now);
    if (node.textContent !== text) node.textContent = text;
  }
}

/** What the clocks on the wall of my zone show: year, month, day, hour, minute, second, weekday (0 is Sunday). */
export function wall(moment) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone(), hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  }).formatToParts(moment);
  const [day, month, year, hour, minute, second] = parts.filter(({ type }) => type !== "literal").map(({ value }) => Number(value));
  return { year, month, day, hour, minute, second, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

/** The moment at which my zone's clocks show this; an hour that daylight saving skips becomes the next one. */
export function moment(year, month, day, hour, minute) {
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) {
    const shown = wall(guess);
    guess += wanted - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
  }
  return guess;
}

/** The next time after *now* that my zone's clocks show this weekday and hour. */
export function nextWeekday(now, weekday, hour) {
  const today = wall(now);
  const ahead = (weekday - today.weekday + 7) % 7;
  const first = moment(today.year, today.month, today.day + ahead, hour, 0);
  return first > now ? first : moment(today.year, today.month, today.day + ahead + 7, hour, 0);
}
