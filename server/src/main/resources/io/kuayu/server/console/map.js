import { add } from "./chosen.js";
import { colour, domains } from "./domains.js";
import { make, note } from "./page.js";
import { itemPage } from "./pictures.js";
import { get } from "./server.js";
import { number, word } from "./words.js";

/** The item space as a plane. A pointer or the arrow keys choose an item, whose title stands below. */
export async function map(place) {
  const all = await domains();
  const answer = await get("/api/v1/map", { sample: 1200 });
  if (answer.points.length === 0) {
    place.append(note(word("noMap")));
    return undefined;
  }
  const shown = new Set(all);
  const canvas = make("canvas", { tabindex: 0, role: "application", "aria-label": word("mapText") });
  const title = make("p", { class: "picked", "aria-live": "polite" }, word("mapText"));
  let picked;
  let zoom = 1;
  const extent = (axis) => {
    const values = answer.points.map((point) => point[axis]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return { middle: (least + most) / 2, half: Math.max((most - least) / 2, 1e-9) };
  };
  const [wide, high] = [extent("x"), extent("y")];
  const at = (point) => [
    canvas.clientWidth * (0.5 + (0.47 * zoom * (point.x - wide.middle)) / wide.half),
    canvas.clientHeight * (0.5 - (0.47 * zoom * (point.y - high.middle)) / high.half)];
  const visible = () => answer.points.filter((point) => shown.has(point.domain));
  const paint = () => {
    const ratio = devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * ratio;
    canvas.height = canvas.clientHeight * ratio;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.globalAlpha = 0.6;
    for (const point of visible()) {
      pen.fillStyle = colour(point.domain);
      pen.beginPath();
      pen.arc(...at(point), 2.6, 0, 7);
      pen.fill();
    }
    if (picked) {
      pen.globalAlpha = 1;
      pen.lineWidth = 3;
      pen.strokeStyle = getComputedStyle(canvas).color;
      pen.beginPath();
      pen.arc(...at(picked), 8, 0, 7);
      pen.stroke();
    }
  };
  const choose = (point) => {
    if (point && point !== picked) {
      picked = point;
      title.replaceChildren(make("i", { class: "dot", colour: colour(point.domain) }), make("a", { href: itemPage(point) }, point.title || point.item), " ",
        make("button", { type: "button", class: "quiet", onclick: () => { add(point); location.hash = "#/people"; } }, word("pick")));
      paint();
    }
  };
  const nearest = (x, y, fits) => {
    let best;
    let least = Infinity;
    for (const point of visible()) {
      const [px, py] = at(point);
      const far = Math.hypot(px - x, py - y);
      if (point !== picked && far < least && fits(px - x, py - y)) {
        [best, least] = [point, far];
      }
    }
    return best;
  };
  const ways = { ArrowRight: (x, y) => x > Math.abs(y), ArrowLeft: (x, y) => -x > Math.abs(y),
    ArrowDown: (x, y) => y > Math.abs(x), ArrowUp: (x, y) => -y > Math.abs(x) };
  canvas.addEventListener("keydown", (event) => {
    if (ways[event.key]) {
      event.preventDefault();
      choose(nearest(...(picked ? at(picked) : [canvas.clientWidth / 2, canvas.clientHeight / 2]), ways[event.key]));
    }
  });
  canvas.addEventListener("pointerdown", (event) => choose(nearest(event.offsetX, event.offsetY, () => true)));
  const scale = (by) => () => { zoom = Math.max(1, Math.min(20, zoom * by)); paint(); };
  place.append(make("section", { class: "card" },
    make("div", { class: "line" },
      all.map((domain) => make("label", { class: "tick", colour: colour(domain) },
        make("input", { type: "checkbox", checked: true, onchange: (event) => {
          event.target.checked ? shown.add(domain) : shown.delete(domain);
          paint();
        } }), make("i", { class: "dot" }), domain)),
      make("button", { type: "button", class: "quiet", "aria-label": word("larger"), onclick: scale(1.5) }, "+"),
      make("button", { type: "button", class: "quiet", "aria-label": word("smaller"), onclick: scale(1 / 1.5) }, "−")),
    canvas, title,
    make("small", {}, `${number(answer.points.length)} · ${number(100 * answer.shown, 0)} % ${word("shown")}`)));
  const watch = new ResizeObserver(paint);
  watch.observe(canvas);
  return () => watch.disconnect();
}
