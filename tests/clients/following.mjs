// Follows what changes, as a website does with its client of choice, and prints the addresses of
// the first two.
import { ApolloClient, InMemoryCache, gql } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { createClient as events } from "graphql-sse";
import { createClient as socket } from "graphql-ws";

const [url, kind, query] = process.argv.slice(2);
const open = () => socket({ url: url.replace("http", "ws"), retryAttempts: 0 });

const iterated = async (client, take) => {
  for await (const answer of client.iterate({ query })) if (take(answer)) break;
  await client.dispose();
};
const observed = (observable, take) =>
  new Promise((resolve, reject) => {
    const subscription = observable.subscribe({
      next: (answer) => {
        if (!take(answer)) return;
        setTimeout(() => subscription.unsubscribe());
        resolve();
      },
      error: reject,
    });
  });
const apollo = async (take) => {
  const connection = open();
  const client = new ApolloClient({ link: new GraphQLWsLink(connection), cache: new InMemoryCache() });
  await observed(client.subscribe({ query: gql(query) }), take);
  await connection.dispose();
};
const urql = async (take) => {
  const connection = open();
  const forwardSubscription = ({ query, variables }) => ({
    subscribe: (sink) => ({ unsubscribe: connection.subscribe({ query, variables }, sink) }),
  });
  const client = new Client({ url, exchanges: [fetchExchange, subscriptionExchange({ forwardSubscription })] });
  await new Promise((resolve) => {
    const { unsubscribe } = client.subscription(query, {}).subscribe((answer) => {
      if (!take(answer)) return;
      setTimeout(() => unsubscribe());
      resolve();
    });
  });
  await connection.dispose();
};
const ways = {
  "graphql-ws": (take) => iterated(open(), take),
  "graphql-sse": (take) => iterated(events({ url, retryAttempts: 0 }), take),
  apollo,
  urql,
};

const slugs = [];
await ways[kind](({ data, error }) => {
  if (error) throw error;
  return slugs.push(data.changes.content.slug) === 2;
});
console.log(JSON.stringify(slugs));
