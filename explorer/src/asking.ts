/**
 * How the explorer asks the server, and what it knows of the last answer.
 *
 * The rule: nothing of an answer is kept anywhere but in this page.
 */

import { createClient } from "graphql-ws";
import { useEffect, useSyncExternalStore } from "react";
import type { ExecutionResult } from "graphql";
import type { Fetcher, FetcherParams, Observable } from "@graphiql/toolkit";
import { configuration } from "./configuration.ts";
import { faultsOf } from "./faults.ts";
import { foundIn, leftOpen, openTexts } from "./filling.ts";
import { isObject } from "./objects.ts";
import { LOCALES, together } from "./present.ts";
import { signedIn, signedOut } from "./session.ts";
import { operationIn } from "./view.ts";
import type { Variables } from "./configuration.ts";
import type { Found, Open } from "./filling.ts";
import type { Question } from "./present.ts";

/** The last answer: what it said, and what it took. Without `found`, nothing has come yet. */
export interface Answered {
  query: string;
  found?: ExecutionResult;
  milliseconds?: number;
  statements?: number;
  cost?: { requested: number; allowed: number };
  /** Whether more may come: what happens is followed. */
  following?: boolean;
  /** How many changes have come, while they are or were followed. */
  changes?: number;
}

const HEADERS = {
  Accept: "application/graphql-response+json, application/json",
  "Accept-Language": "sv",
  "Content-Type": "application/json",
  "GraphQL-Cost": "1",
};

/** Of how many questions it is known what they found last. */
const MOST = 12;
const SLUG = /^[a-z0-9/-]+$/;
const SOMEBODY_ELSE = "Någon annan har loggat in i ett annat fönster: inget är skickat.";

/** What the saved operations leave open, word for word: an editor's own text may stand between « and ». */
const EXAMPLES = new Set(configuration.operations.flatMap((it) => openTexts(it.variables).map(({ text }) => text)));

/** What an answer has found, and what was asked. */
export interface Things {
  query: string;
  found: readonly Found[];
}

/** What GraphiQL gives to hear by. */
interface Observer {
  next(found: ExecutionResult): void;
  complete(): void;
}

/** The variable of operations that make something new, which is the explorer's to fill in. */
export const KEY = "nyckel";

const answers = new Map<string, Answered>();
const unanswered = new Map<string, string>();
const listeners = new Set<() => void>();
let asking = "";
const names = new Map<string, string>();
let things: readonly Things[] = [];

/** Give the last answer in a tab, and hear of the next; what is asked from now on is asked there. */
export function useLast(tab: string): Answered | undefined {
  useEffect(() => {
    asking = tab;
  }, [tab]);
  return useSyncExternalStore(listen, () => answers.get(tab));
}

/** Give what the last answers found that found anything, in whichever tab: the latest first. */
export function useThings(): readonly Things[] {
  return useSyncExternalStore(listen, () => things);
}

/** Give what things are called, by id, as far as answers have told. */
export function useNames(): ReadonlyMap<string, string> {
  useThings();
  return names;
}

/** Give what a thing says now, with what an editor has made of an earlier version of it; nothing if it is not told. */
export async function present(question: Question, seen: Variables, written: () => Variables, clash: (name: string) => void): Promise<Variables | null> {
  const { id, version = 1 } = seen; // what was found by its name alone, nothing is made of yet
  const answers = await Promise.all(
    LOCALES.map((it) => post({ query: question.query, operationName: it, variables: { id, version } }).catch(() => null)),
  );
  const nodes = answers.map((it) => it?.data?.node).filter(isObject);
  if (nodes.length < LOCALES.length) return null;
  remember(foundIn(nodes));
  const then = nodes.map((it) => (isObject(it.atVersion) ? it.atVersion.content : {})).filter(isObject);
  const { id: _, version: __, ...texts } = written(); // which may have been gone on with meanwhile
  return { id, version: nodes[0]!.version, ...together(question.read(then), texts, question.read(nodes), clash) };
}

/** Ask by HTTP, or follow what happens on a WebSocket. */
export const fetcher: Fetcher = ({ operationName, ...params }) => {
  const operation = operationIn(params.query, operationName);
  const fits = operationName && operation?.name?.value === operationName;
  const meant = operation?.variableDefinitions?.map((it) => it.variable.name.value) ?? [];
  const open = leftOpen(Object.fromEntries(meant.map((name) => [name, params.variables?.[name]])), EXAMPLES);
  if (open) return unsent(params.query, `Fyll i ${open.text} först: inget är skickat.`, "LEFT_OPEN", open.path);
  if (signedIn() === "another") return unsent(params.query, SOMEBODY_ELSE, "SOMEBODY_ELSE");
  const said = meant.includes(KEY) ? keyed(params) : params;
  const request = fits ? { ...said, operationName } : said; // GraphiQL may not have read the text yet
  return operation?.operation === "subscription" ? followed(request) : asked(request);
};

/** Give the question with the key of what it makes: the same one until it is answered, so that it is made once. */
function keyed(params: FetcherParams): FetcherParams {
  const said = JSON.stringify([asking, params.query, params.variables]);
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const key = unanswered.get(said) ?? [...bytes].map((it) => it.toString(16)).join("-");
  unanswered.clear();
  unanswered.set(said, key);
  return { ...params, variables: { [KEY]: key, ...params.variables } };
}

async function asked(params: FetcherParams): Promise<ExecutionResult> {
  const began = performance.now();
  const tab = asking;
  tell(tab, { query: params.query });
  let found: ExecutionResult;
  try {
    found = await post(params);
    unanswered.clear();
  } catch {
    found = unreachable();
  }
  const { cost, statements } = (found.extensions ?? {}) as Pick<Answered, "cost" | "statements">;
  tell(tab, { query: params.query, found, milliseconds: performance.now() - began, cost, statements });
  return said(found);
}

async function post(params: FetcherParams): Promise<ExecutionResult> {
  const response = await fetch("graphql", { method: "POST", headers: HEADERS, body: JSON.stringify(params) });
  return response.json() as Promise<ExecutionResult>;
}

/** Answer, in the server's place, why nothing was sent. */
function unsent(query: string, message: string, code: string, path?: Open["path"]): ExecutionResult {
  const found = { errors: [{ message, path, extensions: { code } }] } as unknown as ExecutionResult;
  tell(asking, { query, found });
  return found;
}

/** Follow what happens, until that is stopped: an iterator would hear of a stop with the next change only. */
function followed(params: FetcherParams): Observable<ExecutionResult> {
  const url = new URL("graphql", document.baseURI);
  url.protocol = url.protocol.replace("http", "ws");
  const tab = asking;
  const { query } = params;
  return {
    subscribe(observer) {
      const { next, complete } = observer as Observer;
      let told: Answered = { query };
      const say = (more: Partial<Answered>) => tell(tab, (told = { ...told, ...more }));
      const client = createClient({
        url: url.href,
        retryAttempts: 0, // what is missed meanwhile would not be told
        on: { connected: () => say({ following: true, changes: 0 }) },
      });
      say({});
      const stop = client.subscribe(params as { query: string }, {
        next(found) {
          say({ found: found as ExecutionResult, changes: (told.changes ?? 0) + 1 });
          next(found as ExecutionResult);
        },
        error(reason) {
          const found = Array.isArray(reason) ? { errors: reason } : unreachable();
          say({ found, following: false });
          next(found);
          complete();
        },
        complete() {
          say({ following: false });
          complete();
        },
      });
      return {
        unsubscribe() {
          say({ following: false });
          stop();
          void client.dispose();
        },
      };
    },
  };
}

/** What it took is told beside the answer, and not in it. */
function said({ extensions, ...found }: ExecutionResult): ExecutionResult {
  const { cost: _, statements: __, ...more } = extensions ?? {};
  return Object.keys(more).length ? { ...found, extensions: more } : found;
}

function unreachable(): ExecutionResult {
  const message = "Servern svarar inte: anslutningen bröts.";
  return { errors: [{ message, extensions: { code: "UNREACHABLE" } }] } as unknown as ExecutionResult;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(tab: string, answered: Answered): void {
  answers.set(tab, answered);
  if (answered.found && faultsOf(answered.found, answered.query).some((it) => it.signedOut)) signedOut();
  const found = foundIn(answered.found?.data);
  remember(found);
  if (found.length) {
    const known = found.map((it) => ({ ...it, name: names.get(it.id) ?? it.name }));
    things = [{ query: answered.query, found: known }, ...things.filter((it) => it.query !== answered.query)].slice(0, MOST);
  }
  for (const listener of listeners) listener();
}

/** An address stands for a name until the name is known. */
function remember(found: readonly Found[]): void {
  for (const { id, name } of found) if (name !== id && (!names.has(id) || !SLUG.test(name))) names.set(id, name);
}
