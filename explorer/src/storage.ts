/** What a browser keeps of the tabs: for each person apart, since a machine may be shared. */

import { configuration } from "./configuration.ts";
import type { Storage } from "@graphiql/toolkit";

/** How the room is shared out at first: the variables are what is written most. */
const FIRST: Record<string, string> = { "graphiql:secondaryEditorFlex": "1", "graphiql:docExplorerFlex": "0.42" };

const PREFIX = `${configuration.viewer?.key ?? "visitor"}/`;

export const storage: Storage = {
  get length() {
    return own().length;
  },
  clear: () => own().forEach((it) => localStorage.removeItem(it)),
  getItem: (key) => localStorage.getItem(PREFIX + key) ?? FIRST[key] ?? null,
  setItem: (key, value) => localStorage.setItem(PREFIX + key, value),
  removeItem: (key) => localStorage.removeItem(PREFIX + key),
};

function own(): string[] {
  return Object.keys(localStorage).filter((it) => it.startsWith(PREFIX));
}
