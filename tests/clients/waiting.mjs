// Asks as a website does that has spent what it may, and prints what it was told: the status, the
// error's code, and in how many seconds to come back.
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { Client, fetchExchange } from "@urql/core";

const [url, kind] = process.argv.slice(2);
const query = gql`{ networks { totalCount } }`;
let answer;
const listening = async (...asked) => (answer = await fetch(...asked));

const askers = {
  async apollo() {
    const link = new HttpLink({ uri: url, fetch: listening });
    const client = new ApolloClient({ link, cache: new InMemoryCache() });
    const { error } = await client.query({ query, errorPolicy: "all" });
    client.stop();
    return CombinedGraphQLErrors.is(error) ? error.errors : [];
  },
  async urql() {
    const client = new Client({ url, exchanges: [fetchExchange], fetch: listening });
    return (await client.query(query).toPromise()).error.graphQLErrors;
  },
};
const [error] = await askers[kind]();
const seconds = Number(answer.headers.get("retry-after"));
console.log(JSON.stringify([answer.status, error.extensions.code, seconds]));
