/**
 * PostGraphile 5 on the plain tables, as its documentation advises for production: the Amber
 * preset, simple inflection, lists beside connections, filters and many-to-many relations where
 * the questions need them, no GraphiQL, no subscriptions, prepared statements (the adaptor's
 * default) and no settings a request, so no transaction either. Mutations of single rows are
 * there where MUTATIONS asks for them.
 */
import { createServer } from "node:http";
import { PgManyToManyPreset } from "@graphile-contrib/pg-many-to-many";
import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection";
import { grafserv } from "postgraphile/grafserv/node";
import { makePgService } from "postgraphile/adaptors/pg";
import { postgraphile } from "postgraphile";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";

const changing = Boolean(process.env.MUTATIONS);

const preset = {
  extends: [
    PostGraphileAmberPreset,
    PgSimplifyInflectionPreset,
    PostGraphileConnectionFilterPreset,
    PgManyToManyPreset,
  ],
  disablePlugins: changing ? ["SubscriptionPlugin"] : ["MutationPlugin", "SubscriptionPlugin"],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE,
      schemas: ["plain"],
      pubsub: false,
      poolConfig: { max: Number(process.env.POOL) },
    }),
  ],
  schema: {
    defaultBehavior: changing
      ? "+connection +list +insert +update -delete"
      : "+connection +list -insert -update -delete",
    dontSwallowErrors: true,
  },
  grafserv: { port: Number(process.env.PORT), host: "127.0.0.1", graphiql: false, websockets: false, watch: false },
  grafast: { explain: false },
};

const server = createServer();
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(preset.grafserv.port, preset.grafserv.host);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(0));
