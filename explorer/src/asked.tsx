/** What a field of a form is asked for, and what is told at it: the same whichever kind of field it is. */

import type { GraphQLInputType } from "graphql";
import type { Fault } from "./faults.ts";
import type { Found } from "./filling.ts";

/** A thing, its type where that is known, and whether the last answer told of it. */
export interface Known extends Found {
  kind?: string;
  latest: boolean;
}

export interface Asked {
  name: string;
  type: GraphQLInputType;
  /** Where it stands among the variables. */
  path: readonly string[];
  value: unknown;
  faults: readonly Fault[];
  say: (value: unknown) => void;
  /** Takes a thing that was found; what is said of ids otherwise is said by `say`. */
  take?: (thing: Found) => void;
  /** What was found. */
  things: readonly Known[];
  /** Of which type the things are that can be chosen, if that is known. */
  of?: string;
}

/** Give the id of the field that stands somewhere among the variables. */
export function fieldId(path: readonly string[]): string {
  return `falt-${path.join("-")}`;
}

/** Tells what is wrong with this very field. */
export function Told({ path, faults }: Asked) {
  return faultsAt(path, faults).map((it, at) => <p key={at} className="fault" id={faultId(path, at)}>{it.what} {it.todo}</p>);
}

function faultsAt(path: readonly string[], faults: readonly Fault[]): Fault[] {
  return faults.filter((it) => it.path?.join() === path.join());
}

function faultId(path: readonly string[], at: number): string {
  return `${fieldId(path)}-fel-${at}`;
}

export function labelled({ path, faults }: Asked) {
  const wrong = faultsAt(path, faults);
  const described = wrong.map((_, at) => faultId(path, at)).join(" ");
  return { id: fieldId(path), "aria-invalid": wrong.length > 0 || undefined, "aria-describedby": described || undefined };
}

/** What stands in a value, by name. */
export function inside(asked: Asked, name: string): Asked {
  const { faults, path } = asked;
  return { ...asked, take: undefined, of: undefined, name, path: [...path, name], faults: faults.filter((it) => it.path) };
}
