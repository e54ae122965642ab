/** Where Monaco finds its workers: files of this server, like everything else. */

import { configuration } from "./configuration.ts";

const { assets } = configuration;
const FILES: Record<string, string> = { json: assets.json, graphql: assets.graphql };

(globalThis as { MonacoEnvironment?: object }).MonacoEnvironment = {
  getWorker: (_: string, label: string) => new Worker(`explorer/assets/${FILES[label] ?? assets.editor}`, { name: label }),
};
