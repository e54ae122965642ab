/** What a tab is called: by its operation's title, where that is a saved one. */

import { configuration } from "./configuration.ts";

const TITLES = new Map(configuration.operations.map((it) => [it.name, it.title]));

/** Give what a tab is called for the name that GraphiQL has for it. */
export function titled(name: string): string {
  return TITLES.get(name) ?? name;
}
