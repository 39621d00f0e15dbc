import { chosen } from "./chosen.js";
import { colour } from "./domains.js";
import { make, note } from "./page.js";
import { isSeen, itemPage, thumbnail } from "./pictures.js";
import { post } from "./server.js";
import { number, word } from "./words.js";

let running = new AbortController();

export async function lists(place) {
  running.abort();
  running = new AbortController();
  const signal = running.signal;
  if (!chosen.user && chosen.events.length === 0) {
    place.replaceChildren();
    return;
  }
  place.setAttribute("aria-busy", "true");
  const groups = chosen.together ? [chosen.domains] : chosen.domains.map((domain) => [domain]);
  try {
    const answers = await Promise.all(groups.map((domains) => ask(domains, signal)));
    const problems = new Set(answers.map((answer) => answer.problem?.message));
    if (problems.size === 1 && answers[0].problem) {
      throw answers[0].problem;
    }
    const notes = new Set(answers.flatMap((answer) => answer.degraded));
    place.replaceChildren(...[...notes].map((text) => note(text, "degraded")),
      ...answers.map((answer, index) => list(groups[index], answer)));
    if (groups.flat().length === 0) {
      place.append(note(word("noItems")));
    }
  } catch (problem) {
    if (problem.name !== "AbortError") {
      place.replaceChildren(note(problem.message, "problem"));
    }
  } finally {
    if (!signal.aborted) {
      place.removeAttribute("aria-busy");
    }
  }
}

/** A filter may fit one domain and not another: a refusal is shown in its own list. */
async function ask(domains, signal) {
  try {
    return await post("/api/v1/recommendations", body(domains), signal);
  } catch (problem) {
    if (problem.name === "AbortError") {
      throw problem;
    }
    return { problem, items: [], degraded: [], model: "" };
  }
}

function body(domains) {
  const about = chosen.composed || !chosen.user
    ? { history: chosen.events.map(({ domain, item, timestamp, type, value }) => ({ domain, item, timestamp, type, value })) }
    : { user: chosen.user };
  return { ...about, domains, k: chosen.k, filter: chosen.filter, diversity: chosen.diversity,
    calibrated: chosen.calibrated, explain: true };
}

function list(domains, answer) {
  const scores = answer.items.map((item) => item.score);
  const low = Math.min(0, ...scores);
  const span = Math.max(...scores, 0) - low || 1;
  const hasPictures = answer.items.some(isSeen);
  return make("section", { class: hasPictures ? "card list pictured" : "card list" },
    make("h2", {}, domains.length === 1 ? make("i", { class: "dot", colour: colour(domains[0]) }) : "",
      domains.join(" + "), " ", make("small", {}, answer.model)),
    answer.problem ? note(answer.problem.message, "problem") :
      answer.items.length === 0 ? note(word("noItems")) : make("ol", {}, answer.items.map((item) =>
      make("li", { colour: colour(item.domain) }, row(item, (100 * (item.score - low)) / span, hasPictures)))));
}

function row(item, width, hasPictures) {
  return make("details", {},
    make("summary", {}, make("b", { class: "rank" }, String(item.rank)),
      hasPictures ? thumbnail(item, item.title || item.item) : "",
      make("span", { class: "title" }, item.title || item.item), make("small", { class: "source" }, item.source),
      make("span", { class: "bar", title: word("score") }, make("i", { "width%": width })),
      make("span", { class: "number" }, item.score.toFixed(3))),
    evidence(item));
}

function evidence(item) {
  const sides = item.explanation ?? { sources: {}, words: [] };
  const reasons = (item.reasons ?? []).slice(0, 8);
  const most = Math.max(...reasons.map((reason) => Math.abs(reason.weight)), 1e-9);
  return make("div", { class: "evidence" },
    reasons.length === 0 ? note(word("noReasons")) : make("div", {}, make("h3", {}, word("reasons")),
      reasons.map((reason) => signed(label(reason), reason.weight, most, reason.domain ? colour(reason.domain) : undefined, reason.text))),
    ledger(sides.ledger),
    Object.keys(sides.sources).length > 1 ? make("div", {}, make("h3", {}, word("sources")),
      Object.entries(sides.sources).toSorted((one, other) => Math.abs(other[1]) - Math.abs(one[1]))
        .map(([source, weight]) => signed(source, weight, 1))) : "",
    sides.words.length ? make("p", { class: "words" }, make("small", {}, word("words")),
      sides.words.slice(0, 12).map((one) => make("span", {}, one))) : "",
    make("p", {}, make("a", { href: itemPage(item) }, word("details"))));
}

/** How much of the score came from the events of which domain, and from other evidence. */
function ledger(sum) {
  if (!sum || sum.domains.length === 0) {
    return "";
  }
  const entries = [...sum.domains.map(({ domain, share }) => [domain, share, colour(domain)]),
    ...sum.other.map(({ kind, share }) => [word(kind), share])].filter(([, share]) => Math.abs(share) >= .005);
  const most = Math.max(...entries.map(([, share]) => Math.abs(share)), 1e-9);
  return make("div", { class: "ledger" }, make("h3", {}, word("ledger")),
    entries.map(([label, share, tone]) => signed(label, share, most, tone)));
}

/** What is alike is shown where it can be seen. */
function label(reason) {
  const said = { image: "looksLike", audio: "soundsLike" }[reason.modality];
  if (!said) {
    return name(reason);
  }
  const text = word(said).replace("%", () => name(reason));
  return reason.modality === "image"
    ? [thumbnail({ ...reason, media: ["image"] }, name(reason), "small"), make("span", { class: "alike" }, text)] : text;
}

function name(reason) {
  if (!reason.item) {
    return word(reason.kind);
  }
  const event = chosen.events.find((one) => one.domain === reason.domain && one.item === reason.item);
  return event?.title || reason.item;
}

function signed(label, weight, most, tone, hint) {
  return make("div", { class: weight < 0 ? "signed against" : "signed", colour: tone ?? "#8a8f98", title: hint },
    make("span", { class: "title" }, label),
    make("span", { class: "bar" }, make("i", { "width%": (100 * Math.abs(weight)) / most })),
    make("span", { class: "number" }, `${weight < 0 ? "−" : "+"}${number(Math.abs(100 * weight), 0)}%`));
}
