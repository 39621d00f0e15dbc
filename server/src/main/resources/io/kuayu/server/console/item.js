import { add } from "./chosen.js";
import { colour, domains } from "./domains.js";
import { make, note } from "./page.js";
import { isHeard, isSeen, itemPage, itemPath, thumbnail } from "./pictures.js";
import { get } from "./server.js";
import { word } from "./words.js";

const SIMILAR = 12;

/** One item with its picture and text, and below it the items that are most like it. */
export async function item(place, [domain, id]) {
  await domains();
  const path = itemPath({ domain, item: id });
  const shown = await get(path);
  const title = shown.title || shown.item;
  const attributes = Object.entries(shown.attributes).filter(([, value]) => value !== shown.title);
  place.append(make("section", { class: "card shown" },
    isSeen(shown) ? thumbnail(shown, title, "large") : "",
    make("div", {}, make("h2", {}, title),
      make("p", {}, make("i", { class: "dot", colour: colour(domain) }), `${domain} · ${shown.item}`,
        isHeard(shown) ? ` · ${word("hasSound")}` : ""),
      shown.text && shown.text !== shown.title ? make("p", { class: "text" }, shown.text) : "",
      attributes.length ? make("dl", { class: "facts" }, attributes.flatMap(([name, value]) =>
        [make("dt", {}, name), make("dd", {}, value)])) : "",
      make("button", { type: "button", onclick: () => {
        add({ domain, item: shown.item, title: shown.title, media: shown.media });
        location.hash = "#/people";
      } }, word("pick")))));
  const similar = make("section", { class: "card" }, make("h2", {}, word("similar")));
  place.append(similar);
  try {
    const answer = await get(`${path}/similar`, { k: SIMILAR });
    const hasPictures = answer.items.some(isSeen);
    similar.append(answer.items.length === 0 ? note(word("noSimilar"))
      : make("ol", { class: "alike" }, answer.items.map((one) => card(one, hasPictures))));
  } catch (problem) {
    similar.append(note(problem.message, "problem"));
  }
}

function card(one, hasPictures) {
  const title = one.title || one.item;
  return make("li", { colour: colour(one.domain) }, make("a", { href: itemPage(one) },
    hasPictures ? thumbnail(one, title, "medium") : "",
    make("span", {}, title), make("small", {}, make("i", { class: "dot" }), one.domain)));
}
