/** Pictures and files, and the larger view of a picture. */

import { h, icon } from "./dom.js";
import { spoiler } from "./markdown.js";

const SPOILER = 1 << 3;

/** A picture that grows when pressed. Without a description its file name stands in, and is marked as missing. */
export function picture({ url, description, width, height, name = "" }, kind = "picture") {
  const words = description || `Picture without a description${name ? `: ${name}` : ""}`;
  const image = h("img", { src: url, alt: words, width, height, loading: "lazy", decoding: "async" });
  image.addEventListener("error", () => button.classList.add("broken"));
  const button = h("button", { type: "button", class: kind, "aria-label": `Enlarge: ${words}`, onclick: () => enlarge(url, words) }, image);
  return button;
}

/** The address of a medium; `attachment://name` points into the message's own files. */
export function source(medium, message) {
  const url = medium.proxy_url || medium.url;
  if (!medium.url?.startsWith("attachment://")) return { ...medium, url };
  const own = message.attachments?.find(({ filename }) => filename === medium.url.slice("attachment://".length));
  return { ...medium, ...own, description: medium.description ?? own?.description };
}

function enlarge(url, words) {
  const dialog = h("dialog", { class: "lightbox", "aria-label": "Picture", onclick: () => dialog.close(), onclose: () => dialog.remove() },
    h("img", { src: url, alt: words }),
    h("p", {}, words),
    h("button", { type: "button", class: "quiet square", "aria-label": "Close" }, icon("close")));
  document.body.append(dialog);
  dialog.showModal();
}

/** What hangs on a message: pictures shown, sound and film playable, the rest to download. */
export function attachment(file) {
  const type = file.content_type ?? "";
  const words = { url: file.url, description: file.description, width: file.width, height: file.height, name: file.filename };
  const hidden = (file.flags & SPOILER) || file.filename.startsWith("SPOILER_");
  const shown = type.startsWith("image/") ? picture(words) : playable(type, file) ?? download(file);
  return h("div", { class: "attachment" }, hidden ? spoiler(shown) : shown);
}

function playable(type, file) {
  if (type.startsWith("audio/")) return h("audio", { src: file.url, controls: true, "aria-label": file.description ?? file.filename });
  if (type.startsWith("video/")) return h("video", { src: file.url, controls: true, "aria-label": file.description ?? file.filename });
  return null;
}

/** A file to save, with its size. */
export function download(file) {
  return h("a", { class: "file", href: file.url, download: file.filename, target: "_blank", rel: "noopener" },
    icon("file"), h("span", {}, file.filename), h("small", {}, size(file.size)));
}

function size(bytes) {
  if (!Number.isFinite(bytes)) return "";
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1_048_576 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
