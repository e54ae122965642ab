/** What is wrong with a request, read out of its answer: what, where, and what to do about it. */

import { inVariables } from "./giving.ts";
import { isObject } from "./objects.ts";
import { SAID, TODO } from "./saying.ts";
import { operationIn } from "./view.ts";
import { named } from "./words.ts";
import type { ExecutionResult, GraphQLFormattedError } from "graphql";

export interface Fault {
  what: string;
  where: string;
  todo: string;
  /** Where it stands in the operation's text, counted from 1. */
  place?: { line: number; column: number };
  /** Where it stands among the variables. */
  path?: readonly string[];
  /** A text among the variables that it is about. */
  open?: string;
  /** Whether `what` is English: then nothing in Swedish is known for it. */
  english?: boolean;
  /** Whether it goes away by signing in. */
  signedOut?: boolean;
  /** The version that somebody else has saved first. */
  newer?: number;
}

/** What the explorer itself says, and so in Swedish. */
const OURS = new Set(["LEFT_OPEN", "SOMEBODY_ELSE", "UNREACHABLE"]);
const VARIABLE = /^Variable '\$(\w+)' has invalid value(?: at (\S+))?: /;
const WHEN = new Intl.DateTimeFormat("sv", { dateStyle: "long", timeStyle: "short" });
const NO_ID = /^'(.*)' is not an id:/s;

/** Read all that is wrong: errors of the request itself, and those that an editor is told in a payload. */
export function faultsOf(found: ExecutionResult, query: string): Fault[] {
  const errors = (found.errors ?? []) as readonly GraphQLFormattedError[];
  return [...errors.map(requestFault), ...payloadFaults(found.data, query)];
}

function requestFault({ message, locations, path = [], extensions }: GraphQLFormattedError): Fault {
  const code = String(extensions?.code);
  const [theirs, ours = "", better] = SAID.find(([pattern]) => pattern.test(message)) ?? [];
  const fault: Fault = {
    what: theirs ? message.replace(theirs, ours) : message,
    where: path.join(" › "),
    todo: theirs && better ? message.replace(theirs, better) : TODO[code] ?? "Rätta det som felet nämner, och kör igen.",
    english: !theirs && !OURS.has(code),
    signedOut: code === "UNAUTHENTICATED",
  };
  if (code === "LEFT_OPEN") return among(fault, path.map(String), /«.*»/.exec(message)?.[0]);
  const [, variable, inside = ""] = VARIABLE.exec(message) ?? [];
  if (variable) return among(fault, [variable, ...inside.split(/[.[\]]+/).filter(Boolean)]);
  const [, open] = NO_ID.exec(message) ?? [];
  if (open) return { ...fault, open };
  const place = locations?.[0];
  return place ? { ...fault, where: `Rad ${place.line}, tecken ${place.column}`, place } : fault;
}

/** Payloads stand right below the root, under whatever names the operation gave them. */
function payloadFaults(data: unknown, query: string): Fault[] {
  if (!isObject(data)) return [];
  return Object.values(data).flatMap((payload) => {
    const errors = isObject(payload) ? payload.errors : null;
    return Array.isArray(errors) ? errors.filter(isObject).map((it) => userFault(it, query)) : [];
  });
}

/** Its message says what to do already. */
function userFault({ message, path, code, ...more }: Record<string, unknown>, query: string): Fault {
  const names = Array.isArray(path) ? path.map(String) : [];
  const fault: Fault = {
    what: String(message ?? code),
    where: names.filter((it) => it !== "input").join(" › "),
    todo: savedBy(more),
    signedOut: code === "UNAUTHENTICATED",
    newer: typeof more.currentVersion === "number" ? more.currentVersion : undefined,
  };
  const filledIn = inVariables(operationIn(query), names);
  return filledIn ? among(fault, filledIn) : fault;
}

/** Tell who has saved instead, if that is told. */
function savedBy({ savedBy, savedAt }: Record<string, unknown>): string {
  if (!isObject(savedBy) || typeof savedAt !== "string") return "";
  return `Det var ${savedBy.name}, ${WHEN.format(new Date(savedAt))}.`;
}

/** Tell a place among the variables by the names that the form has for it. */
function among(fault: Fault, path: readonly string[], open?: string): Fault {
  const names = path.map((it) => (/^\d+$/.test(it) ? `nummer ${Number(it) + 1}` : named(it)));
  return { ...fault, path, open, where: names.join(" › ") };
}
