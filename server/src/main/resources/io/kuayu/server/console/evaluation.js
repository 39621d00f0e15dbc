import { colour, domains as load } from "./domains.js";
import { make, note } from "./page.js";
import { get } from "./server.js";
import { number, word } from "./words.js";

const METRICS = ["hr@5", "hr@10", "ndcg@10", "mrr", "coverage@10"];
const ORDER = "ndcg@10";

/** The report, domain by domain with the best model first, and the bundles that there are. */
export async function evaluation(place) {
  const [held, report] = await Promise.all([get("/api/v1/models"), get("/api/v1/report"), load()]);
  const results = report.models ?? [];
  if (results.length === 0) {
    place.append(note(word("noReport")));
  }
  const domains = [...new Set(results.flatMap((result) => Object.keys(result.domains)))];
  for (const domain of domains) {
    place.append(part(domain, colour(domain), results, (result) => result.domains[domain]));
  }
  const segments = [...new Set(results.flatMap((result) => Object.keys(result.segments ?? {})))];
  for (const segment of segments) {
    place.append(part(word(segment), undefined, results, (result) => result.segments?.[segment]));
  }
  place.append(make("section", { class: "card scroll" }, make("h2", {}, word("models")),
    table([word("model"), word("made"), word("trained"), word("memory"), word("metric")], held.models.map((model) => [
      `${model.model}${held.active === `${model.family}/${model.version}` ? ` · ${word("active")}` : ""}`,
      model.created.slice(0, 16).replace("T", " "), `${number(model.trainSeconds, 1)} ${word("second")}`,
      "peakMemoryMb" in model.metrics ? `${number(model.metrics.peakMemoryMb, 0)} MB` : "–",
      Object.entries(model.metrics).filter(([name]) => name !== "peakMemoryMb")
        .map(([name, value]) => `${name} ${number(value)}`).join(" · ") || "–"]))));
}

/** All models on the same questions; bars are shares of the best. */
function part(title, dot, results, values) {
  const rows = results.map((result) => ({ name: result.model, values: values(result) })).filter((row) => row.values?.users)
    .sort((one, other) => (other.values[ORDER] ?? 0) - (one.values[ORDER] ?? 0));
  const metrics = METRICS.filter((metric) => rows.some((row) => typeof row.values[metric] === "number"));
  const best = Object.fromEntries(metrics.map((metric) => [metric, Math.max(...rows.map((row) => row.values[metric] ?? 0))]));
  const first = results[0];
  return make("section", { class: "card scroll" },
    make("h2", {}, dot ? make("i", { class: "dot", colour: dot }) : "", title, " ", make("small", {},
      `${number(rows[0]?.values.users ?? 0)} ${word("users")} · ${first.split} · ${word("candidates")}: ${first.candidates}`)),
    table([word("model"), ...metrics], rows.map((row) => [row.name, ...metrics.map((metric) => cell(row.values[metric], best[metric]))])));
}

function cell(value, best) {
  return value === null || value === undefined ? "–" : make("span", { class: "measure" }, value.toFixed(4),
    make("span", { class: "bar" }, make("i", { "width%": (100 * value) / (best || 1) })));
}

export function table(heads, rows) {
  return make("table", {}, make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, rows.map((cells) => make("tr", {}, cells.map((one) => make("td", {}, one))))));
}
