/**
 * Bundle the explorer into a folder: `node build.mjs FOLDER`.
 *
 * The same sources give the same bytes. Each file is named by its digest, so that a browser may keep
 * it for good, and has a compressed one beside it; `manifest.json` tells which file is what.
 */

import { build } from "esbuild";
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { reworded } from "./rewording.mjs";

const [folder] = process.argv.slice(2);
const here = import.meta.dirname;

const usual = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  metafile: true,
  outdir: path.resolve(folder),
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  target: ["es2022"],
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "linked",
  charset: "utf8",
  logLevel: "error",
};

const page = await build({
  ...usual,
  entryPoints: { explorer: "src/explorer.tsx" },
  format: "esm",
  splitting: true,
  jsx: "automatic",
  plugins: [reworded(), unstyled()],
});

const workers = await build({
  ...usual,
  entryPoints: {
    editor: "monaco-editor/esm/vs/editor/editor.worker.js",
    json: "monaco-editor/esm/vs/language/json/json.worker.js",
    graphql: "monaco-graphql/esm/graphql.worker.js",
  },
  format: "iife",
});

/** Leave out Monaco's own styles: GraphiQL's have them already. */
function unstyled() {
  return {
    name: "unstyled",
    setup({ onLoad }) {
      onLoad({ filter: /node_modules[\\/]monaco-editor[\\/].*\.css$/ }, () => ({ contents: "", loader: "css" }));
    },
  };
}

/** Find what became of an entry. */
function made(result, name, ending) {
  const pattern = new RegExp(`^${name}-[A-Z0-9]+\\.${ending}$`);
  return Object.keys(result.metafile.outputs).map((it) => path.basename(it)).find((it) => pattern.test(it));
}

const manifest = {
  script: made(page, "explorer", "js"),
  style: made(page, "explorer", "css"),
  ...Object.fromEntries(["editor", "json", "graphql"].map((name) => [name, made(workers, name, "js")])),
};
for (const name of await readdir(folder)) {
  const file = path.join(folder, name);
  await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 9 }));
}
await writeFile(path.join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
