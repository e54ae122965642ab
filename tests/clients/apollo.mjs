// Asks as a website with Apollo Client does, by POST and by GET, and prints what it was told.
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from "@apollo/client";

const [uri, method] = process.argv.slice(2);
const client = new ApolloClient({
  link: new HttpLink({ uri, useGETForQueries: method === "GET" }),
  cache: new InMemoryCache(),
});
const network = gql`query Network($slug: String!) { network(slug: $slug) { title } }`;
const page = gql`query Page($size: Int) { networks(first: $size) { totalCount } }`;
const ask = async (query, variables) => {
  try {
    return (await client.query({ query, variables })).data;
  } catch (error) {
    return CombinedGraphQLErrors.is(error)
      ? error.errors.map(({ extensions }) => extensions.code)
      : String(error);
  }
};
const answers = [await ask(network, { slug: "spraklust" }), await ask(page, { size: 500 })];
client.stop();
console.log(JSON.stringify(answers));
