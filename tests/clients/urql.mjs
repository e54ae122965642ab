// Asks as a website with urql does, by POST and by GET, and prints what it was told.
import { Client, cacheExchange, fetchExchange, gql } from "@urql/core";

const [url, method] = process.argv.slice(2);
const client = new Client({
  url,
  exchanges: [cacheExchange, fetchExchange],
  preferGetMethod: method === "GET" ? "force" : false,
});
const network = gql`query Network($slug: String!) { network(slug: $slug) { title } }`;
const page = gql`query Page($size: Int) { networks(first: $size) { totalCount } }`;
const ask = async (query, variables) => {
  const { data, error } = await client.query(query, variables).toPromise();
  return error ? error.graphQLErrors.map(({ extensions }) => extensions.code) : data;
};
const answers = [await ask(network, { slug: "spraklust" }), await ask(page, { size: 500 })];
console.log(JSON.stringify(answers));
