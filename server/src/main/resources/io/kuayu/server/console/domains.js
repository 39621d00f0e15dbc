import { get } from "./server.js";

const COLOURS = ["#2f6fde", "#d9822b", "#2a9d6f", "#b8488f", "#7a5fd0", "#b59a1d", "#3f9fb5", "#c2513f"];
let names = [];
let examples = {};

export async function domains() {
  if (names.length === 0) {
    const { domains: all } = await get("/api/v1/domains");
    examples = Object.fromEntries(all.map((one) => [one.domain, one.filterExample ?? ""]));
    names = all.map((one) => one.domain);
  }
  return names;
}

/** A filter that fits the items of these domains. */
export const filterExample = (some) => some.map((domain) => examples[domain]).find(Boolean) ?? "";
export const forget = () => { names = []; };
export const colour = (domain) =>
  names.includes(domain) ? COLOURS[names.indexOf(domain) % COLOURS.length] : "#8a8f98";
