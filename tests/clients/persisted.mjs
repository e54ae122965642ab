// Asks with Apollo Client by ids, of texts that it hashes itself or that a manifest lists, and
// prints what it was told, and what it sent for that: the method, and whether the text was there.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { generatePersistedQueryIdsFromManifest } from "@apollo/persisted-query-lists";

const [uri, manifest] = process.argv.slice(2);
const sent = [];
const watched = (address, options) => {
  const asked = options.method === "GET" ? new URL(address).searchParams.has("query") : "query" in JSON.parse(options.body);
  sent.push([options.method, asked]);
  return fetch(address, options);
};
const ids = manifest
  ? generatePersistedQueryIdsFromManifest({ loadManifest: () => JSON.parse(readFileSync(manifest, "utf-8")) })
  : { sha256: (text) => createHash("sha256").update(text).digest("hex") };
const client = new ApolloClient({
  link: ApolloLink.from([
    new PersistedQueryLink({ ...ids, useGETForHashedQueries: true }),
    new HttpLink({ uri, fetch: watched }),
  ]),
  cache: new InMemoryCache(),
});
const text = manifest
  ? JSON.parse(readFileSync(manifest, "utf-8")).operations[0].body
  : "query Network($slug: String!) { network(slug: $slug) { title } }";
const ask = async () => {
  try {
    const asked = { query: gql(text), variables: { slug: "spraklust" }, fetchPolicy: "network-only" };
    return (await client.query(asked)).data;
  } catch (error) {
    return CombinedGraphQLErrors.is(error) ? error.errors.map(({ extensions }) => extensions.code) : String(error);
  }
};
const answers = [await ask(), await ask()];
client.stop();
console.log(JSON.stringify({ answers, sent }));
