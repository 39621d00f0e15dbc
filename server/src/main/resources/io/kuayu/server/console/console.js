import { forget } from "./domains.js";
import { evaluation } from "./evaluation.js";
import { health } from "./health.js";
import { item } from "./item.js";
import { map } from "./map.js";
import { make, note } from "./page.js";
import { people } from "./people.js";
import { get, key } from "./server.js";
import { translate, turn, word } from "./words.js";

const VIEWS = { people, map, evaluation, health, item };
const main = document.getElementById("main");
let leave = () => {};

async function show() {
  const [name, ...parts] = location.hash.slice(2).split("/");
  const chosen = Object.hasOwn(VIEWS, name) ? name : "people";
  leave();
  leave = () => {};
  translate();
  document.getElementById("language").textContent = word("other");
  document.title = `${word(chosen)} · Kuayu`;
  document.querySelectorAll("nav a").forEach((link) => {
    if (link.hash === `#/${chosen}`) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  });
  const place = make("div", { class: `view ${chosen}` }, make("h1", {}, word(chosen)));
  main.replaceChildren(place);
  try {
    const end = await VIEWS[chosen](place, parts.map(decodeURIComponent));
    if (place.isConnected) {
      leave = end ?? leave;
    } else {
      end?.();
    }
  } catch (problem) {
    place.append(note(problem.message, "problem"));
  }
}

async function state() {
  const place = document.getElementById("state");
  try {
    const answer = await get("/health/ready");
    place.className = "state good";
    place.textContent = `${answer.model} · ${word("ready")}`;
  } catch (problem) {
    place.className = "state bad";
    place.textContent = word(problem.status ? "notReady" : "unreachable");
  }
}

document.getElementById("key").value = key.get();
document.getElementById("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  key.set(document.getElementById("key").value.trim());
  forget();
  event.target.closest("details").open = false;
  show();
});
document.getElementById("language").addEventListener("click", () => {
  turn();
  show();
  state();
});
addEventListener("hashchange", async () => {
  await show();
  main.focus({ preventScroll: true });
});
show();
state();
setInterval(state, 15_000);
