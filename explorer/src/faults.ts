/** What is wrong with a request, read out of its answer: what, where, and what to do about it. */

import type { ExecutionResult } from "graphql";

export interface Fault {
  what: string;
  where: string;
  todo: string;
  /** Where it stands in the operation's text, counted from 1. */
  place?: { line: number; column: number };
}

const TODO: Record<string, string> = {
  GRAPHQL_PARSE_FAILED: "Rätta texten: det saknas ofta en klammer eller ett kolon strax före stället.",
  GRAPHQL_VALIDATION_FAILED: "Rätta texten. Tryck Ctrl+blanksteg i den för att se vad som går att skriva där.",
  BAD_USER_INPUT: "Rätta variablerna nedanför operationen.",
  OPERATION_RESOLUTION_FAILURE: "Välj vilken av operationerna som ska köras.",
  UNAUTHENTICATED: "Logga in: det här är inte för besökare.",
  FORBIDDEN: "Be någon med fler rättigheter, eller ta bort det ur operationen.",
  COST_LIMIT_EXCEEDED: "Fråga efter mindre åt gången: sätt ett lägre tal i first.",
  RATE_LIMITED: "Vänta en stund och kör sedan igen.",
  TIMEOUT: "Försök igen om en stund, eller fråga efter mindre.",
  INTERNAL_SERVER_ERROR: "Felet är vårt. Berätta för den som sköter servern, med numret i felet.",
  UNREACHABLE: "Kontrollera anslutningen och kör igen. Inget är förlorat här.",
};

/** Read all that is wrong: errors of the request itself, and those that an editor is told in a payload. */
export function faultsOf(found: ExecutionResult): Fault[] {
  return [...(found.errors ?? []).map(requestFault), ...payloadFaults(found.data)];
}

function requestFault(error: {
  message: string;
  locations?: readonly { line: number; column: number }[];
  path?: readonly (string | number)[];
  extensions?: Record<string, unknown>;
}): Fault {
  const place = error.locations?.[0];
  const where = place ? `Rad ${place.line}, tecken ${place.column}` : (error.path ?? []).join(" › ");
  return { what: error.message, where, todo: TODO[String(error.extensions?.code)] ?? "", place };
}

/** Payloads stand right below the root, under whatever names the operation gave them. */
function payloadFaults(data: unknown): Fault[] {
  if (!isObject(data)) return [];
  return Object.values(data).flatMap((payload) => {
    const errors = isObject(payload) ? payload.errors : null;
    return Array.isArray(errors) ? errors.filter(isObject).map(userFault) : [];
  });
}

/** Its message says what to do already. */
function userFault({ message, path, code }: Record<string, unknown>): Fault {
  const where = Array.isArray(path) ? path.filter((it) => it !== "input").join(" › ") : "";
  return { what: String(message ?? code), where, todo: "" };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
