/**
 * Filling in what a saved operation leaves open, from what an answer has found.
 *
 * Open is what stands between « and ». An id goes with the version of the same thing.
 */

import { isObject } from "./objects.ts";
import type { Variables } from "./configuration.ts";

export interface Found {
  id: string;
  version?: number;
  name: string;
  /** The names that lead to it in the answer. */
  way: string;
}

/** A text that is to be filled in, and where it stands among the variables. */
export interface Open {
  path: readonly (string | number)[];
  text: string;
}

const OPEN = /^«.*»$/;
const NAMES = ["title", "name", "path", "slug", "note", "summary"];

/** Find the things in an answer that have an id, as they stand in it, each once; of what has happened, the latest first. */
export function foundIn(data: unknown): Found[] {
  const found = new Map<string, Found>();
  const happened: Found[] = [];
  visit(data, [], (it, way) => {
    if (typeof it.id !== "string") return;
    const version = typeof it.version === "number" ? it.version : undefined;
    const thing = { id: it.id, version, name: nameOf(it) ?? it.id, way: way.join(".") };
    if ("moment" in it) happened.unshift(thing);
    else if (!found.has(it.id)) found.set(it.id, thing);
  });
  for (const thing of happened) if (!found.has(thing.id)) found.set(thing.id, thing);
  const latest = happened.map(({ id }) => id);
  const place = ({ id }: Found) => latest.indexOf(id);
  return [...found.values()].sort((one, other) => place(one) - place(other));
}

function nameOf(it: Record<string, unknown>): string | undefined {
  return NAMES.map((name) => it[name]).find((value): value is string => typeof value === "string" && value !== "");
}

/** Tell which variables are left open. */
export function openIn(variables: Variables): string[] {
  return Object.entries(variables).filter(([, value]) => isLeftOpen(value)).map(([name]) => name);
}

/** Tell whether a value, or one in a list, is to be filled in. */
export function isLeftOpen(value: unknown): boolean {
  return [value].flat().some(isOpen);
}

/** Read variables as they are written; none if they cannot be read. */
export function read(text: string): Variables | null {
  try {
    const found: unknown = JSON.parse(text.trim() || "{}");
    return isObject(found) ? found : null;
  } catch {
    return null;
  }
}

export function written(variables: Variables): string {
  return Object.keys(variables).length ? JSON.stringify(variables, null, 2) : "";
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

/** Say one variable anew; the versions of a list of ids stay with their ids. */
export function said(variables: Variables, name: string, value: unknown): Variables {
  const { id, version } = variables;
  const changed = { ...variables, [name]: value };
  if (name !== "id" || !Array.isArray(id) || !Array.isArray(version) || !Array.isArray(value)) return changed;
  return { ...changed, version: value.map((it) => version[id.indexOf(it)]) };
}

/** Put a thing beside those whose ids are there, or in the place of the one that is. */
export function joined(variables: Variables, found: Found): Variables {
  const { id } = variables;
  const seen = found.version ?? 1;
  if (!Array.isArray(id)) return { ...variables, id: found.id, ...("version" in variables && { version: seen }) };
  const kept = said(variables, "id", id.filter((it) => !isOpen(it)));
  const versions = Array.isArray(kept.version) && { version: [...kept.version, seen] };
  return { ...kept, id: [...(kept.id as unknown[]), found.id], ...versions };
}

/** Give the variables with the version that a change of theirs has made; none if it made none. */
export function updated(variables: Variables, data: unknown): Variables | null {
  const payloads = isObject(data) ? Object.values(data).filter((it) => isObject(it) && Array.isArray(it.errors)) : [];
  const made = foundIn(payloads).find((it) => it.id === variables.id && Number(it.version) > Number(variables.version));
  return made ? { ...variables, version: made.version } : null;
}

export function isOpen(value: unknown): value is string {
  return typeof value === "string" && OPEN.test(value);
}

function visit(value: unknown, way: readonly string[], seen: (it: Record<string, unknown>, way: readonly string[]) => void): void {
  if (Array.isArray(value)) {
    for (const it of value) visit(it, way, seen);
  } else if (isObject(value)) {
    seen(value, way);
    for (const [name, it] of Object.entries(value)) visit(it, [...way, name], seen);
  }
}
