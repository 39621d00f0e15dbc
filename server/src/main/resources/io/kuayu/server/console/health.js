import { table } from "./evaluation.js";
import { make, note } from "./page.js";
import { text } from "./server.js";
import { number, word } from "./words.js";

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;

/** What the server measures, asked again every few seconds. */
export async function health(place) {
  const body = make("div", {});
  place.append(body);
  const look = async () => {
    try {
      show(body, read(await text("/metrics")));
    } catch (problem) {
      body.replaceChildren(note(problem.message, "problem"));
    }
  };
  await look();
  const timer = setInterval(look, 5_000);
  return () => clearInterval(timer);
}

function read(metrics) {
  return metrics.split("\n").map((line) => LINE.exec(line)).filter(Boolean).map(([, name, labels, value]) =>
    ({ name, value: Number(value),
      labels: Object.fromEntries([...(labels ?? "").matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, held]) => [key, held])) }));
}

function show(place, measured) {
  const of = (name) => measured.filter((one) => one.name === name);
  const sum = (name) => of(name).reduce((all, one) => all + one.value, 0);
  const tiles = [
    [word("ready"), sum("kuayu_ready") ? "✓" : word("notReady")],
    [word("uptime"), `${number(sum("process_uptime_seconds"), 0)} ${word("second")}`],
    [word("memory"), `${number(sum("jvm_memory_used_bytes") / 1048576, 0)} MB`],
    [word("requests"), number(sum("kuayu_requests_seconds_count"))],
    [word("stored"), of("kuayu_events_total").map((one) => `${one.labels.domain} ${number(one.value)}`).join(" · ") || "0"]];
  const routes = [...new Set(of("kuayu_requests_seconds_count").map((one) => `${one.labels.method} ${one.labels.route}`))].toSorted();
  place.replaceChildren(
    make("dl", { class: "tiles" }, tiles.map(([name, value]) => make("div", { class: "card" }, make("dt", {}, name), make("dd", {}, value)))),
    make("section", { class: "card scroll" }, table(
      [word("route"), word("requests"), word("median"), word("slow"), word("failures")],
      routes.map((route) => {
        const mine = (name) => of(name).filter((one) => `${one.labels.method} ${one.labels.route}` === route);
        const counts = mine("kuayu_requests_seconds_count");
        const buckets = mine("kuayu_requests_seconds_bucket");
        return [route, number(counts.reduce((all, one) => all + one.value, 0)), quantile(buckets, 0.5), quantile(buckets, 0.99),
          number(counts.filter((one) => one.labels.status >= "500").reduce((all, one) => all + one.value, 0))];
      }))));
}

/** The bound of the bucket that holds the quantile. */
function quantile(buckets, share) {
  const by = new Map();
  buckets.forEach((one) => by.set(one.labels.le, (by.get(one.labels.le) ?? 0) + one.value));
  const bounds = [...by].map(([bound, count]) => [bound === "+Inf" ? Infinity : Number(bound), count]).toSorted((one, other) => one[0] - other[0]);
  const all = bounds.at(-1)?.[1] ?? 0;
  const found = bounds.find(([, count]) => count >= share * all);
  return all === 0 || !found ? "–" : found[0] === Infinity ? "> 10 s" : `≤ ${number(found[0] * 1000, 1)} ms`;
}
