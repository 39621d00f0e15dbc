import { make, note } from "./page.js";
import { get } from "./server.js";
import { number, word } from "./words.js";

const METRICS = ["hr@5", "hr@10", "ndcg@10", "mrr", "coverage@10"];

export async function evaluation(place) {
  const [held, report] = await Promise.all([get("/api/v1/models"), get("/api/v1/report")]);
  const results = report.models ?? [];
  if (results.length === 0) {
    place.append(note(word("noReport")));
  }
  const best = {};
  for (const result of results) {
    for (const values of Object.values(result.domains)) {
      METRICS.forEach((metric) => { best[metric] = Math.max(best[metric] ?? 0, values[metric] ?? 0); });
    }
  }
  for (const result of results) {
    place.append(make("section", { class: "card scroll" },
      make("h2", {}, result.model, " ", make("small", {}, `${result.split} · ${word("candidates")}: ${result.candidates}`)),
      table([word("domain"), word("users"), ...METRICS], Object.entries(result.domains).map(([domain, values]) =>
        [domain, number(values.users), ...METRICS.map((metric) => cell(values[metric], best[metric]))]))));
  }
  place.append(make("section", { class: "card scroll" }, make("h2", {}, word("models")),
    table([word("model"), word("made"), word("trained"), word("metric")], held.models.map((model) => [
      `${model.model}${held.active === `${model.family}/${model.version}` ? ` · ${word("active")}` : ""}`,
      model.created.slice(0, 16).replace("T", " "), `${number(model.trainSeconds, 1)} ${word("second")}`,
      Object.entries(model.metrics).map(([name, value]) => `${name} ${number(value)}`).join(" · ") || "–"]))));
}

function cell(value, best) {
  return value === null || value === undefined ? "–" : make("span", { class: "measure" }, number(value, 4),
    make("span", { class: "bar" }, make("i", { "width%": (100 * value) / (best || 1) })));
}

export function table(heads, rows) {
  return make("table", {}, make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, rows.map((cells) => make("tr", {}, cells.map((one) => make("td", {}, one))))));
}
