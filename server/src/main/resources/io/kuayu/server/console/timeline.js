import { chosen, leaveOut } from "./chosen.js";
import { colour } from "./domains.js";
import { draw, make, note } from "./page.js";
import { itemPage } from "./pictures.js";
import { date, number, word } from "./words.js";

const MOST = 200;

/** The history: a lane for each domain over time, and below it the events, newest first. */
export function timeline(place, changed) {
  const events = chosen.events.toSorted((one, other) => other.timestamp - one.timestamp);
  place.replaceChildren(make("h2", {}, word("history"), " ",
    make("small", {}, events.length ? `${number(events.length)} ${word("events")}${chosen.composed ? ` · ${word("composed")}` : ""}` : "")));
  if (events.length === 0) {
    place.append(note(word("noHistory")));
    return;
  }
  place.append(lanes(events), make("ol", { class: "events" }, events.slice(0, MOST).map((event) =>
    make("li", { colour: colour(event.domain) }, make("i", { class: "dot" }),
      make("span", {}, make("a", { href: itemPage(event) }, event.title || event.item)),
      make("small", {}, `${event.domain} · ${date(event.timestamp)}`),
      make("button", { type: "button", class: "quiet", title: word("remove"),
        "aria-label": `${word("remove")}: ${event.title || event.item}`,
        onclick: () => { leaveOut(event); changed(); } }, "×")))),
    make("button", { type: "button", class: "quiet clear", onclick: () => {
      Object.assign(chosen, { user: "", events: [], composed: false });
      changed();
    } }, word("clear")));
}

function lanes(events) {
  const names = [...new Set(events.map((event) => event.domain))].toSorted();
  const first = events.at(-1).timestamp;
  const span = Math.max(1, events[0].timestamp - first);
  return draw("svg", { class: "lanes", viewBox: `0 0 320 ${names.length * 22}`, role: "img",
    "aria-label": `${word("history")}: ${date(first)} – ${date(events[0].timestamp)}` },
    names.map((name, lane) => draw("line", { x1: 6, x2: 314, y1: lane * 22 + 11, y2: lane * 22 + 11 })),
    events.map((event) => draw("circle", { cx: 8 + (304 * (event.timestamp - first)) / span,
      cy: names.indexOf(event.domain) * 22 + 11, r: 5, colour: colour(event.domain) },
      draw("title", {}, `${event.title || event.item} · ${date(event.timestamp)}`))));
}
