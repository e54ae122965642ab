/**
 * Whether the person whom the page was made for is still signed in, as far as can be known here.
 *
 * Another window tells this one when somebody signs in or out there, and an answer when a session is over.
 */

import { useSyncExternalStore } from "react";
import { configuration } from "./configuration.ts";

const KEY = "knutpunkt/signed-in";
const OWN = configuration.viewer?.key ?? "";

export type Standing = "here" | "out" | "another";

let standing: Standing = "here";
const listeners = new Set<() => void>();

localStorage.setItem(KEY, OWN);
addEventListener("storage", ({ key, newValue }) => {
  if (key === KEY && OWN) stand(newValue === OWN ? "here" : newValue ? "another" : "out");
});

/** Give how it stands, and hear of it when that changes. */
export function useStanding(): Standing {
  return useSyncExternalStore(listen, signedIn);
}

export function signedIn(): Standing {
  return standing;
}

/** Take note that the session is over. */
export function signedOut(): void {
  if (!OWN) return;
  tellOthers();
  stand("out");
}

/** Let the other windows know that the session is over; this one is about to be left. */
export function tellOthers(): void {
  localStorage.setItem(KEY, "");
}

function stand(now: Standing): void {
  standing = now;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
