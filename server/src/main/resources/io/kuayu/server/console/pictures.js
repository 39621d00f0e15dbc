/** Pictures of items, loaded when they come into sight. */
import { make } from "./page.js";
import { key, picture, segment } from "./server.js";
import { word } from "./words.js";

export const itemPath = (item) => `/api/v1/domains/${segment(item.domain)}/items/${segment(item.item)}`;
export const itemPage = (item) => `#/item/${segment(item.domain)}/${segment(item.item)}`;
export const isSeen = (item) => (item.media ?? []).includes("image");
export const isHeard = (item) => (item.media ?? []).includes("audio");

/** An element cannot send a key, so with one the picture is asked for like everything else. */
const sight = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) {
      sight.unobserve(target);
      picture(target.dataset.path).then((data) => { target.src = data; }).catch(() => target.remove());
    }
  }
}, { rootMargin: "200px" });

/** The picture in a frame of its own, which stays empty where there is none. */
export function thumbnail(item, title, kind = "") {
  const frame = make("span", { class: `thumb ${kind}` });
  if (isSeen(item)) {
    const image = make("img", { alt: word("pictureOf").replace("%", () => title), loading: "lazy", decoding: "async",
      "data-path": `${itemPath(item)}/image`, onerror: (event) => event.target.remove() });
    if (key.get()) {
      sight.observe(image);
    } else {
      image.src = image.dataset.path;
    }
    frame.append(image);
  }
  return frame;
}
