/**
 * GraphiQL in Swedish, and for everybody: while it is bundled, its own words are replaced by ours (it
 * knows of no other language), and so are the roles of ARIA that do not hold.
 *
 * The rule: what is not found any more stops the build, so that an upgrade leaves none behind unseen.
 */

import { readFile } from "node:fs/promises";
import path from "node:path";

const TABLES = ["accessible.json", "swedish.json"];

/** Give the plugin; the tables have, for each file, what stands in it and what is to stand there. */
export function reworded() {
  return {
    name: "reworded",
    async setup(build) {
      const tables = await Promise.all(TABLES.map(read));
      const files = [...new Set(tables.flatMap((it) => Object.keys(it)))];
      const left = new Set(files);
      build.onLoad({ filter: /node_modules.*\.js$/ }, async ({ path: place }) => {
        const name = files.find((it) => place.replaceAll("\\", "/").endsWith(`node_modules/${it}`));
        if (!name) return null;
        left.delete(name);
        const words = tables.flatMap((it) => Object.entries(it[name] ?? {}));
        const { changed, lost } = replaced(await readFile(place, "utf8"), words);
        const errors = lost.map((it) => ({ text: `${name} does not say ${it}` }));
        return { contents: changed, loader: "js", errors };
      });
      build.onEnd(() => ({ errors: [...left].map((it) => ({ text: `nothing of ${it} is bundled` })) }));
    },
  };
}

async function read(table) {
  return JSON.parse(await readFile(path.join(import.meta.dirname, table), "utf8"));
}

function replaced(text, words) {
  let changed = text;
  const lost = [];
  for (const [before, after] of words) {
    if (changed.includes(before)) changed = changed.replaceAll(before, after);
    else lost.push(before);
  }
  return { changed, lost };
}
