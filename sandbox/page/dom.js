/** DOM building. Strings always become text nodes, so nothing a bot or a member writes can turn into markup. */

const PROPERTIES = new Set(["value", "checked", "selected", "disabled", "hidden", "inert", "multiple", "open", "required"]);

/** An element: `on…` props listen, `vars` sets CSS variables, the rest are properties or attributes; false and null are left out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "vars") Object.entries(value).forEach(([key, text]) => node.style.setProperty(key, text));
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...kept(children));
  return node;
}

/** Replaces what *node* holds. */
export function fill(node, ...children) {
  node.replaceChildren(...kept(children));
  return node;
}

function kept(children) {
  return children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false && child !== "");
}

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  voice: "M5 9.5v5h3.5L13 19V5L8.5 9.5zM16.5 9a4 4 0 0 1 0 6",
  thread: "M6 5v6a4 4 0 0 0 4 4h8m0 0-4-4m4 4-4 4",
  news: "M4 10v4h4l9 4V6l-9 4zM20 10v4",
  calendar: "M5 6h14v13H5zM5 10h14M9 4v4M15 4v4",
  letter: "M4 6h16v12H4zM4 7l8 6 8-6",
  list: "M5 6h14M5 12h9M5 18h11",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  send: "M12 19V5m0 0-6 6m6-6 6 6",
  file: "M7 3.5h7l4 4V20.5H7zM14 3.5v4h4",
  eye: "M2.5 12S6 6 12 6s9.5 6 9.5 6S18 18 12 18s-9.5-6-9.5-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5V12l3 2",
  down: "M6 9.5l6 6 6-6",
  link: "M13 5h6v6M19 5l-9 9M17 14v5H5V7h5",
  dots: "M6 12h.01M12 12h.01M18 12h.01",
  reply: "M5 19v-5a4 4 0 0 1 4-4h10m0 0-4-4m4 4-4 4",
};

/** A line drawing; decoration only, so it is hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A person's or bot's mark: the first letter on a colour that stays the same for the same id. */
export function avatar(id, name, bot = false) {
  const hue = [...`${id}`].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 360, 7);
  const initial = [...(name || "?").trim()][0] ?? "?";
  return h("span", { class: bot ? "avatar bot" : "avatar", "aria-hidden": "true", vars: { "--hue": hue } }, initial.toUpperCase());
}

/** A 24-bit colour number as CSS; 0 and null mean "no colour of its own". */
export function cssColour(number) {
  return number ? `#${number.toString(16).padStart(6, "0")}` : null;
}

let serial = 0;

/** An id not used on this page yet, for labels and lists that point at each other. */
export function freshId(stem) {
  serial += 1;
  return `${stem}-${serial}`;
}
