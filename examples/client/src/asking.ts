import type { TypedDocumentString } from "./generated/graphql.js";

type Fault = { message: string; extensions: { code: string } };
type Answer<Data> = { data: Data; errors?: never } | { errors: Fault[] };

/**
 * Ask a server by a document's id, which is all that is left of the document in this program.
 *
 * By GET, so that caches on the way may keep the answer. An answer is whole or refused: there is
 * never a part of one beside errors.
 */
export async function ask<Data, Variables>(
  server: URL,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const address = new URL("graphql", server);
  address.searchParams.set("documentId", document.__meta__?.["documentId"]);
  address.searchParams.set("variables", JSON.stringify(variables));
  const answer = await fetch(address, { headers: { accept: "application/graphql-response+json" } });
  const told = (await answer.json()) as Answer<Data>;
  if (told.errors) throw new Error(told.errors.map(meaning).join("\n"));
  return told.data;
}

function meaning({ message, extensions }: Fault): string {
  const unknown = extensions.code === "PERSISTED_QUERY_NOT_FOUND";
  return unknown ? "The server does not know this build's documents: load them, as README.md says." : message;
}
