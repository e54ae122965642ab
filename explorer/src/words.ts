/** What fields and choices are called in a form: the variables of the saved operations, and what stands in them. */

import words from "../words.json" with { type: "json" };

const names: Readonly<Record<string, string>> = words.names;
const values: Readonly<Record<string, string>> = words.values;

/** Give what a variable, or a field in one, is called. */
export function named(name: string): string {
  return names[name] ?? name;
}

/** Give what a value that can be chosen is called. */
export function chosen(value: string): string {
  return values[value] ?? value;
}
