// Copies the pages of the repository to target/pages under the addresses that they have in the site, and points their links there.
// A link to a file or a heading that does not exist ends the build.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { address, groups } from "./contents.mjs";
import { slug } from "./slug.mjs";

const site = dirname(fileURLToPath(import.meta.url));
const root = resolve(site, "../..");
const target = join(site, "target", "pages");
const LINK = /(!?\[(?:[^\][`]|`[^`]*`|\[[^\]]*\])*\]\()([^)\s]+)(\))/g;

/** Every page of the repository, those of the contents first. */
function allPages() {
  const named = groups.flatMap(([, pages]) => pages).filter((page) => existsSync(join(root, page)));
  const found = ["docs", "examples", "benchmarks"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => posix.join(folder, name.replaceAll("\\", "/"))),
  );
  const all = [...readdirSync(root), ...found].filter(
    (name) => name.endsWith(".md") && !/(^|\/)(node_modules|target|work[^/]*)\//.test(name),
  );
  return [...new Set([...named, ...all.sort()])];
}

/** The lines that are no code, with their numbers. */
function* prose(text) {
  let fence = "";
  for (const [number, line] of text.split("\n").entries()) {
    const mark = line.match(/^\s*(```+|~~~+)/)?.[1] ?? "";
    if (mark && (!fence || mark.startsWith(fence))) {
      fence = fence ? "" : mark;
    } else if (!fence) {
      yield [number, line];
    }
  }
}

function anchors(text) {
  const seen = new Map();
  const found = new Set();
  for (const [, line] of prose(text)) {
    const heading = line.match(/^#{1,6}\s+(.*?)\s*#*$/)?.[1];
    if (heading) {
      const name = slug(heading);
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      found.add(before ? `${name}-${before}` : name);
    }
  }
  return found;
}

const pages = allPages();
const problems = [];
rmSync(target, { recursive: true, force: true });

for (const page of pages) {
  const text = readFileSync(join(root, page), "utf8");
  const lines = text.split("\n");
  const own = address(page);
  for (const [number, line] of prose(text)) {
    lines[number] = line.replace(LINK, (whole, before, link, after) => {
      if (/^[a-z]+:/.test(link)) {
        return whole;
      }
      const [path, anchor] = link.split("#");
      const linked = path ? posix.normalize(posix.join(posix.dirname(page), path)) : page;
      const file = join(root, linked);
      if (linked.startsWith("..") || !existsSync(file) || !statSync(file).isFile()) {
        problems.push(`${page}:${number + 1}: there is no file ${link}`);
        return whole;
      }
      if (anchor && linked.endsWith(".md") && !anchors(readFileSync(file, "utf8")).has(anchor)) {
        problems.push(`${page}:${number + 1}: ${linked} has no heading #${anchor}`);
      }
      const isPage = pages.includes(linked);
      const to = isPage ? address(linked) : `files/${linked}`;
      if (!isPage) {
        const copy = join(target, "public", to);
        mkdirSync(dirname(copy), { recursive: true });
        copyFileSync(file, copy);
      }
      const image = before.startsWith("!");
      const way = isPage ? posix.relative(posix.dirname(own), to) : `/${to}`;
      return `${before}${image || !isPage ? way : `./${way}`}${anchor ? `#${anchor}` : ""}${after}`;
    });
  }
  const copy = join(target, own);
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, lines.join("\n"));
}

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log(`${pages.length} pages`);
