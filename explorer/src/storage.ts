/**
 * What a browser keeps of the tabs: for each person apart, since a machine may be shared.
 *
 * Two windows of the same person do not write over each other's: each goes on with its own, and a
 * new one begins with what was written last in any.
 */

import { configuration } from "./configuration.ts";
import type { Storage } from "@graphiql/toolkit";

/** How the room is shared out at first: the form is what is written in, and the answer is what is read. */
const FIRST: Record<string, string> = {
  "graphiql:secondaryEditorFlex": "1",
  "graphiql:docExplorerFlex": "0.6",
  "graphiql:editorFlex": "0.8",
};

const PREFIX = `${configuration.viewer?.key ?? "visitor"}/`;

export const storage: Storage = {
  get length() {
    return own().length;
  },
  clear: () => own().forEach(forget),
  getItem: (key) => sessionStorage.getItem(PREFIX + key) ?? localStorage.getItem(PREFIX + key) ?? FIRST[key] ?? null,
  setItem(key, value) {
    sessionStorage.setItem(PREFIX + key, value);
    localStorage.setItem(PREFIX + key, value);
  },
  removeItem: (key) => forget(PREFIX + key),
};

function forget(key: string): void {
  sessionStorage.removeItem(key);
  localStorage.removeItem(key);
}

function own(): string[] {
  return Object.keys(localStorage).filter((it) => it.startsWith(PREFIX));
}
