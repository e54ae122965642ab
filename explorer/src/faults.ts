/** What is wrong with a request, read out of its answer: what, where, and what to do about it. */

import type { ExecutionResult, GraphQLFormattedError } from "graphql";

export interface Fault {
  what: string;
  where: string;
  todo: string;
  /** Where it stands in the operation's text, counted from 1. */
  place?: { line: number; column: number };
  /** What stands among the variables and is to be filled in. */
  open?: string;
  /** Whether `what` is English: then nothing in Swedish is known for it. */
  english?: boolean;
}

/** What is said of requests, how that is in Swedish (`$1` is what it is about), and what to do if that is known better. */
const SAID: readonly (readonly [theirs: RegExp, ours: string, todo?: string])[] = [
  [/^'(.*)' is not an id: .*$/s, "”$1” är inget id.", "Hämta id:t ur ett svar: kör en operation som hittar saken, och välj den till vänster."],
  [/^Variable '\$(\w+)' has invalid value: Expected .* to be provided\.$/s, "Variabeln $1 fattas."],
  [/^Variable '\$(\w+)' has invalid value: Expected .* not to be None\.$/s, "Variabeln $1 är tom, och får inte vara det."],
  [/^Variable '\$(\w+)' has invalid value( at \S+?)?: .*unknown field '(\w+)'.*$/s, "Variabeln $1 har $3, som inte finns."],
  [/^Variable '\$(\w+)' has invalid value at \.(\S+?): .*$/s, "Variabeln $1 är inte skriven som den ska: $2."],
  [/^Variable '\$(\w+)' has invalid value: .*$/s, "Variabeln $1 är inte skriven som den ska."],
  [/^Variable '\$(\w+)' is not defined\b.*$/s, "Variabeln $1 är inte uppräknad överst i operationen."],
  [/^Variable '\$(\w+)' is never used\b.*$/s, "Variabeln $1 är uppräknad men används inte."],
  [/^Cannot query field '(\w+)' on type '(\w+)'\..*$/s, "Fältet $1 finns inte hos $2."],
  [/^Field '(\w+)' of type '.+?' must have a selection of subfields\..*$/s, "Av $1 ska det sägas vilka fält, mellan { och }."],
  [/^Unknown argument '(\w+)' on field '(.+?)'\..*$/s, "$2 tar inget argument som heter $1."],
  [/^Unknown type '(\w+)'\..*$/s, "Typen $1 finns inte."],
  [/^Argument '(.+?)\((\w+):\)' of type '.+?' is required, but it was not provided\.$/, "$1 behöver argumentet $2."],
  [/^`(first|last)` is (-?\d+): ask for 0 to (\d+) at a time, .*$/s, "$1 är $2: högst $3 åt gången."],
  [/^Syntax Error: .*$/s, "Texten går inte att läsa här."],
];

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
  LEFT_OPEN: "Skriv det i variablerna, eller välj det under Fyll i från senaste svaret till vänster.",
  UNREACHABLE: "Kontrollera anslutningen och kör igen. Inget är förlorat här.",
};

/** What the explorer itself says, and so in Swedish. */
const OURS = new Set(["LEFT_OPEN", "UNREACHABLE"]);

/** Read all that is wrong: errors of the request itself, and those that an editor is told in a payload. */
export function faultsOf(found: ExecutionResult): Fault[] {
  return [...(found.errors ?? []).map((it) => requestFault(it as GraphQLFormattedError)), ...payloadFaults(found.data)];
}

function requestFault({ message, locations, path = [], extensions }: GraphQLFormattedError): Fault {
  const code = String(extensions?.code);
  const [theirs, ours = "", better] = SAID.find(([pattern]) => pattern.test(message)) ?? [];
  const fault: Fault = {
    what: theirs ? message.replace(theirs, ours) : message,
    where: path.join(" › "),
    todo: better ?? TODO[code] ?? "Rätta det som felet nämner, och kör igen.",
    english: !theirs && !OURS.has(code),
  };
  if (code === "LEFT_OPEN") return { ...fault, where: `Variabler › ${fault.where}`, open: /«.*»/.exec(message)?.[0] };
  const place = locations?.[0];
  return place ? { ...fault, where: `Rad ${place.line}, tecken ${place.column}`, place } : fault;
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
