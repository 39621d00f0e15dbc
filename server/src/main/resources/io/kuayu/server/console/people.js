import { add, chosen } from "./chosen.js";
import { colour, domains, filterExample } from "./domains.js";
import { lists } from "./lists.js";
import { calm, make, note } from "./page.js";
import { isSeen, thumbnail } from "./pictures.js";
import { get, segment } from "./server.js";
import { timeline } from "./timeline.js";
import { word } from "./words.js";

export async function people(place) {
  const all = await domains();
  chosen.domains ??= [...all];
  const past = make("section", { class: "card past", "aria-label": word("history") });
  const list = make("div", { class: "lists", "aria-live": "polite" });
  const refresh = calm(120, () => lists(list));
  const changed = () => {
    timeline(past, changed);
    refresh();
  };
  place.append(
    make("div", { class: "columns" },
      make("div", { class: "side" }, person(changed), search(all, changed), past),
      make("div", { class: "wide" }, controls(all, refresh), list)));
  changed();
}

function person(changed) {
  const known = make("datalist", { id: "known" });
  const input = make("input", { id: "person", list: "known", autocomplete: "off", spellcheck: "false",
    placeholder: word("personHint"), value: chosen.user });
  const message = make("div", {});
  get("/api/v1/users", { k: 50 })
    .then((answer) => known.append(...answer.users.map((user) => make("option", { value: user }))))
    .catch(() => {});
  const look = async () => {
    const user = input.value.trim();
    if (!user) {
      return;
    }
    message.replaceChildren();
    Object.assign(chosen, { user, events: [], composed: false });
    try {
      chosen.events = (await get(`/api/v1/users/${segment(user)}`)).events;
    } catch (problem) {
      message.append(note(problem.status === 403 ? word("closed") : problem.message));
    }
    changed();
  };
  return make("section", { class: "card" },
    make("form", { class: "line", onsubmit: (event) => { event.preventDefault(); look(); } },
      make("label", { for: "person" }, word("person")), input, known, make("button", {}, word("show"))),
    message);
}

function search(all, changed) {
  const found = make("ul", { class: "found", "aria-live": "polite" });
  const look = calm(200, async (query) => {
    if (!query.trim()) {
      found.replaceChildren();
      return;
    }
    try {
      const answers = await Promise.all(all.map((domain) =>
        get(`/api/v1/domains/${segment(domain)}/items`, { query, k: 6 })));
      const items = answers.flatMap((answer) => answer.items);
      found.replaceChildren(...items.map((item) => make("li", {},
        make("button", { type: "button", class: "item", colour: colour(item.domain),
          "aria-label": `${word("add")}: ${item.title}`, onclick: () => { add(item); changed(); } },
          make("i", { class: "dot" }), isSeen(item) ? thumbnail(item, item.title || item.item, "small") : "",
          make("span", { class: "name" }, item.title || item.item), make("small", {}, item.domain)))));
      if (items.length === 0) {
        found.append(make("li", { class: "empty" }, word("nothingFound")));
      }
    } catch (problem) {
      found.replaceChildren(make("li", { class: "problem" }, problem.message));
    }
  });
  return make("section", { class: "card" },
    make("label", { for: "search" }, word("compose")),
    make("input", { id: "search", type: "search", autocomplete: "off", placeholder: word("searchHint"),
      oninput: (event) => look(event.target.value) }), found);
}

function controls(all, refresh) {
  const set = (name, value) => { chosen[name] = value; refresh(); };
  const tick = (id, text, on, change, tone) => make("label", { class: "tick", colour: tone },
    make("input", { type: "checkbox", id, checked: on, onchange: (event) => change(event.target.checked) }),
    tone ? make("i", { class: "dot" }) : "", text);
  const filter = make("input", { id: "filter", value: chosen.filter, placeholder: filterExample(chosen.domains),
    spellcheck: "false", autocomplete: "off", oninput: calm(250, (event) => set("filter", event.target.value)) });
  const shown = make("output", { for: "diversity" }, chosen.diversity.toFixed(2));
  return make("form", { class: "card controls", onsubmit: (event) => event.preventDefault() },
    make("fieldset", {}, make("legend", {}, word("domains")),
      all.map((domain) => tick(`domain-${domain}`, domain, chosen.domains.includes(domain), (on) => {
        set("domains", all.filter((one) => (one === domain ? on : chosen.domains.includes(one))));
        filter.placeholder = filterExample(chosen.domains);
      }, colour(domain)))),
    make("label", { class: "field" }, word("filter"), filter),
    make("label", { class: "field" }, make("span", {}, word("diversity"), " ", shown),
      make("input", { id: "diversity", type: "range", min: 0, max: 1, step: 0.05, value: chosen.diversity,
        oninput: (event) => { shown.textContent = (+event.target.value).toFixed(2); set("diversity", +event.target.value); } })),
    make("label", { class: "field small" }, word("size"), make("input", { id: "k", type: "number", min: 1, max: 100,
      value: chosen.k, oninput: (event) => event.target.validity.valid && set("k", +event.target.value) })),
    tick("together", word("together"), chosen.together, (on) => set("together", on)),
    tick("calibrated", word("calibrated"), chosen.calibrated, (on) => set("calibrated", on)));
}
