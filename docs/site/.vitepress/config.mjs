import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { address, groups } from "../contents.mjs";
import { slug } from "../slug.mjs";

const site = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const root = resolve(site, "../..");

function title(page) {
  return readFileSync(join(root, page), "utf8").match(/^# (.*)$/m)?.[1].replaceAll("`", "") ?? page;
}

function entry(page) {
  return { text: title(page), link: `/${address(page).replace(/index\.md$/, "").replace(/\.md$/, "")}` };
}

const listed = groups.map(([text, pages]) => [text, pages.filter((page) => existsSync(join(root, page)))]);
const others = readdirSync(join(root, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`)
  .filter((page) => !listed.some(([, pages]) => pages.includes(page)));
const sidebar = [...listed, ["More", others]]
  .filter(([, pages]) => pages.length > 0)
  .map(([text, pages]) => ({ text, items: pages.map(entry) }));

/** Blocks of Mermaid become diagrams. */
function diagrams(markdown) {
  const fence = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, at, ...rest) =>
    tokens[at].info.trim() === "mermaid"
      ? `<Diagram source="${encodeURIComponent(tokens[at].content)}" />`
      : fence(tokens, at, ...rest);
}

export default defineConfig({
  title: "Kuayu",
  description: "A cross-domain recommender in Java",
  base: process.env.KUAYU_DOCS_BASE ?? "/",
  srcDir: "target/pages",
  srcExclude: ["public/**"],
  outDir: "target/site",
  cacheDir: "target/cache",
  lastUpdated: false,
  markdown: { anchor: { slugify: slug }, config: diagrams },
  themeConfig: {
    sidebar,
    outline: { level: [2, 3] },
    search: { provider: "local" },
    nav: process.env.KUAYU_DOCS_JAVADOC
      ? [{ text: "Javadoc", link: "/javadoc/index.html", target: "_self" }]
      : [],
  },
});
