// Asks over a WebSocket, or for server-sent events, with the protocols' own clients, and prints
// what it was told.
import { createClient as events } from "graphql-sse";
import { createClient as socket } from "graphql-ws";

const [url, kind] = process.argv.slice(2);
const client =
  kind === "socket" ? socket({ url: url.replace("http", "ws"), retryAttempts: 0 }) : events({ url, retryAttempts: 0 });
const network = "query Network($slug: String!) { network(slug: $slug) { title } }";
const page = "query Page($size: Int) { networks(first: $size) { totalCount } }";
const ask = async (query, variables) => {
  const answers = [];
  try {
    for await (const answer of client.iterate({ query, variables })) answers.push(answer);
  } catch (errors) {
    return Array.isArray(errors) ? errors.map(({ extensions }) => extensions.code) : errors.message;
  }
  return answers;
};
console.log(JSON.stringify([await ask(network, { slug: "spraklust" }), await ask(page, { size: 500 })]));
await client.dispose();
