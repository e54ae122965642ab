/**
 * Filling in what a saved operation leaves open, from what an answer has found.
 *
 * Open is what stands between « and ». An id goes with the version of the same thing.
 */

import { isObject } from "./faults.ts";
import type { Variables } from "./configuration.ts";

export interface Found {
  id: string;
  version?: number;
  name: string;
}

/** A text that is to be filled in, and where it stands among the variables. */
export interface Open {
  path: readonly (string | number)[];
  text: string;
}

const OPEN = /^«.*»$/;
const NAMES = ["title", "name", "path", "slug", "note", "summary"];
const MOST = 12;

/** Find the things in an answer that have an id, as they stand in it, each once. */
export function foundIn(data: unknown): Found[] {
  const found = new Map<string, Found>();
  visit(data, (it) => {
    if (typeof it.id !== "string" || found.has(it.id)) return;
    const name = NAMES.map((name) => it[name]).find((value) => typeof value === "string" && value);
    const version = typeof it.version === "number" ? it.version : undefined;
    found.set(it.id, { id: it.id, version, name: String(name ?? it.id) });
  });
  return [...found.values()].slice(0, MOST);
}

/** Tell which variables are left open. */
export function openIn(variables: Variables): string[] {
  return Object.entries(variables).filter(([, value]) => [value].flat().some(isOpen)).map(([name]) => name);
}

/** Find the first text that is still as one of the examples left it; none when all is filled in. */
export function leftOpen(variables: unknown, examples: ReadonlySet<string>): Open | undefined {
  return openTexts(variables).find(({ text }) => examples.has(text));
}

/** Find all that is open, however deep it stands. */
export function openTexts(value: unknown, path: Open["path"] = []): Open[] {
  if (typeof value === "string") return isOpen(value) ? [{ path, text: value }] : [];
  if (Array.isArray(value)) return value.flatMap((it, at) => openTexts(it, [...path, at]));
  return isObject(value) ? Object.entries(value).flatMap(([name, it]) => openTexts(it, [...path, name])) : [];
}

/**
 * Put a thing where the first id is left open, and its version where that is asked for.
 *
 * When nothing is open any more, it takes the place of what was put where `example` leaves the first open.
 */
export function filled(variables: Variables, example: Variables, found: Found): Variables {
  const name = openIn(variables)[0] ?? openIn(example)[0];
  if (name === undefined) return variables;
  const filled: Record<string, unknown> = { ...variables, [name]: put(example[name], found.id) };
  if (name === "id" && found.version !== undefined && "version" in example) {
    filled.version = put(example.version, found.version);
  }
  return filled;
}

function put(example: unknown, value: unknown): unknown {
  return Array.isArray(example) ? [value] : value;
}

function isOpen(value: unknown): value is string {
  return typeof value === "string" && OPEN.test(value);
}

function visit(value: unknown, seen: (it: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) {
    for (const it of value) visit(it, seen);
  } else if (isObject(value)) {
    seen(value);
    for (const it of Object.values(value)) visit(it, seen);
  }
}
