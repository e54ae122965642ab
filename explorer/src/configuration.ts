/** What the server says in the page: who it is, what they may do, which files and operations there are. */

export type Variables = Readonly<Record<string, unknown>>;

/** An operation that is kept in the repository, with its variables filled in as an example. */
export interface SavedOperation {
  name: string;
  group: string;
  title: string;
  about: string;
  operation: string;
  variables: Variables;
}

export interface Configuration {
  viewer: { key: string; name: string; role: string } | null;
  mayReadDrafts: boolean;
  operations: readonly SavedOperation[];
  assets: Readonly<Record<"script" | "style" | "editor" | "json" | "graphql", string>>;
}

export const configuration: Configuration = JSON.parse(document.getElementById("configuration")!.textContent!);
