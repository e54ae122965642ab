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
import { foundIn, leftOpen, openTexts } from "./filling.ts";
import { operationIn } from "./view.ts";
import type { Found, Open } from "./filling.ts";

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

/** What the saved operations leave open, word for word: an editor's own text may stand between « and ». */
const EXAMPLES = new Set(configuration.operations.flatMap((it) => openTexts(it.variables).map(({ text }) => text)));

/** What GraphiQL gives to hear by. */
interface Observer {
  next(found: ExecutionResult): void;
  complete(): void;
}

const answers = new Map<string, Answered>();
const listeners = new Set<() => void>();
let asking = "";
let things: readonly Found[] = [];

/** Give the last answer in a tab, and hear of the next; what is asked from now on is asked there. */
export function useLast(tab: string): Answered | undefined {
  useEffect(() => {
    asking = tab;
  }, [tab]);
  return useSyncExternalStore(listen, () => answers.get(tab));
}

/** Give what the last answer found that found anything, in whichever tab. */
export function useThings(): readonly Found[] {
  return useSyncExternalStore(listen, () => things);
}

/** Ask by HTTP, or follow what happens on a WebSocket. */
export const fetcher: Fetcher = ({ operationName, ...params }) => {
  const operation = operationIn(params.query, operationName);
  const fits = operationName && operation?.name?.value === operationName;
  const meant = operation?.variableDefinitions?.map((it) => it.variable.name.value) ?? [];
  const open = leftOpen(Object.fromEntries(meant.map((name) => [name, params.variables?.[name]])), EXAMPLES);
  if (open) return unsent(params.query, open);
  const request = fits ? { ...params, operationName } : params; // GraphiQL may not have read the text yet
  return operation?.operation === "subscription" ? followed(request) : asked(request);
};

async function asked(params: FetcherParams): Promise<ExecutionResult> {
  const began = performance.now();
  const tab = asking;
  tell(tab, { query: params.query });
  let found: ExecutionResult;
  try {
    const response = await fetch("graphql", { method: "POST", headers: HEADERS, body: JSON.stringify(params) });
    found = await response.json();
  } catch (error) {
    found = unreachable(error);
  }
  const { cost, statements } = (found.extensions ?? {}) as Pick<Answered, "cost" | "statements">;
  tell(tab, { query: params.query, found, milliseconds: performance.now() - began, cost, statements });
  return said(found);
}

/** Answer, in the server's place, that something is to be filled in first. */
function unsent(query: string, { path, text }: Open): ExecutionResult {
  const found = { errors: [{ message: `Fyll i ${text} först: inget är skickat.`, path, extensions: { code: "LEFT_OPEN" } }] };
  tell(asking, { query, found: found as unknown as ExecutionResult });
  return found as unknown as ExecutionResult;
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
          const found = Array.isArray(reason) ? { errors: reason } : unreachable(reason);
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

function unreachable(error: unknown): ExecutionResult {
  const message = `Servern svarar inte: ${error instanceof Error ? error.message : "anslutningen bröts"}.`;
  return { errors: [{ message, extensions: { code: "UNREACHABLE" } }] } as unknown as ExecutionResult;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(tab: string, answered: Answered): void {
  answers.set(tab, answered);
  const found = foundIn(answered.found?.data);
  if (found.length) things = found;
  for (const listener of listeners) listener();
}
