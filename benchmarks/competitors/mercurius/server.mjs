/**
 * Mercurius with its JIT, batched loaders and hand-written SQL through prepared statements, as an
 * expert would write it for speed: nothing logged, no GraphiQL, few columns, limits a parent by
 * lateral joins, rows handed on as they come from the database.
 */
import { readFile } from "node:fs/promises";
import Fastify from "fastify";
import mercurius from "mercurius";
import { loaders, resolvers } from "./loaders.mjs";

const app = Fastify({ logger: false });
app.register(mercurius, {
  schema: await readFile(new URL("schema.graphql", import.meta.url), "utf8"),
  resolvers,
  loaders,
  jit: 1,
  graphiql: false,
  compilerOptions: { disablingCapturingStackErrors: true, disableLeafSerialization: true },
});
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(0));
