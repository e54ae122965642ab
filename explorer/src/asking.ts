/**
 * How the explorer asks the server, and what it knows of the last answer.
 *
 * The rule: nothing of an answer is kept anywhere but in this page.
 */

import { createClient } from "graphql-ws";
import { useEffect, useSyncExternalStore } from "react";
import type { ExecutionResult } from "graphql";
import type { Fetcher, FetcherParams } from "@graphiql/toolkit";
import { foundIn } from "./filling.ts";
import { operationIn } from "./view.ts";
import type { Found } from "./filling.ts";

/** The last answer: what it said, and what it took. Without `found`, it is being waited for. */
export interface Answered {
  query: string;
  found?: ExecutionResult;
  milliseconds?: number;
  statements?: number;
  cost?: { requested: number; allowed: number };
}

const HEADERS = {
  Accept: "application/graphql-response+json, application/json",
  "Accept-Language": "sv",
  "Content-Type": "application/json",
  "GraphQL-Cost": "1",
};

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

async function* followed(params: FetcherParams): AsyncGenerator<ExecutionResult> {
  const url = new URL("graphql", document.baseURI);
  url.protocol = url.protocol.replace("http", "ws");
  const client = createClient({ url: url.href });
  const tab = asking;
  tell(tab, { query: params.query });
  try {
    for await (const found of client.iterate(params as { query: string })) {
      tell(tab, { query: params.query, found: found as ExecutionResult });
      yield found as ExecutionResult;
    }
  } catch (error) {
    const found = Array.isArray(error) ? { errors: error } : unreachable(error);
    tell(tab, { query: params.query, found });
    yield found;
  } finally {
    void client.dispose();
  }
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
