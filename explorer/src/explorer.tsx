/** The explorer: GraphiQL with saved operations, a switch for the view, and what an answer took. */

import "./workers.ts";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./explorer.css";

import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from "@graphiql/plugin-doc-explorer";
import { HISTORY_PLUGIN, HistoryStore } from "@graphiql/plugin-history";
import { GraphiQLProvider, useGraphiQL } from "@graphiql/react";
import { GraphiQL, GraphiQLInterface } from "graphiql";
import { buildSchema } from "graphql";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { Answer } from "./Answer.tsx";
import { fetcher } from "./asking.ts";
import { configuration } from "./configuration.ts";
import { FIELDS } from "./Fields.tsx";
import { useKeeping } from "./keeping.ts";
import { SAVED } from "./Saved.tsx";
import { tellOthers, useStanding } from "./session.ts";
import { storage } from "./storage.ts";
import { ViewSwitch } from "./ViewSwitch.tsx";
import type { GraphQLSchema } from "graphql";

const PLUGINS = [SAVED, FIELDS, DOC_EXPLORER_PLUGIN, HISTORY_PLUGIN];

const WELCOME = `# Välj en sparad operation till vänster, eller skriv en egen här.
# Ctrl+Enter kör den. Ctrl+blanksteg visar vad som går att skriva.

query Natverken {
  networks {
    nodes {
      id
      title
    }
  }
}
`;

function Explorer() {
  const schema = useSchema();
  return (
    <GraphiQLProvider
      fetcher={fetcher}
      schema={schema}
      storage={storage}
      plugins={PLUGINS}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      visiblePlugin={SAVED}
      defaultQuery={WELCOME}
    >
      <HistoryStore>
        <DocExplorerStore>
          <Labels />
          <InSight />
          <Keeping />
          <header className="top">
            <h1><a href="./">Knutpunkt</a></h1>
            {configuration.mayReadDrafts && <ViewSwitch />}
            <Viewer />
          </header>
          <main>
            <GraphiQLInterface isHeadersEditorEnabled={false} defaultEditorToolsVisibility="variables">
              <GraphiQL.Logo> </GraphiQL.Logo>
              <GraphiQL.Footer><Answer /></GraphiQL.Footer>
            </GraphiQLInterface>
          </main>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}

/** Says what each of Monaco's fields is for, to those who cannot see it. */
function Labels() {
  const editors = useGraphiQL((it) => [it.queryEditor, it.variableEditor, it.responseEditor]);
  useEffect(() => {
    ["Operation", "Variabler, som JSON", "Svar"].forEach((ariaLabel, at) =>
      editors[at]?.updateOptions({ ariaLabel, wordWrap: "on" }),
    );
  }, editors);
  return null;
}

function Keeping() {
  useKeeping();
  return null;
}

/** Keeps what is open in sight: its tab, however many there are, and what is told of it in the list. */
function InSight() {
  const open = useGraphiQL(({ tabs, activeTabIndex }) => `${activeTabIndex} ${tabs.map((it) => it.title).join(" ")}`);
  useEffect(() => {
    for (const it of document.querySelectorAll(".graphiql-tab-active, .saved .chosen")) {
      it.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }, [open]);
  return null;
}

function Viewer() {
  const { viewer } = configuration;
  const standing = useStanding();
  if (!viewer) return <p className="viewer"><a href="sign-in?next=explorer">Logga in</a></p>;
  if (standing !== "here") {
    return (
      <p className="viewer over" role="alert">
        {standing === "out" ? "Du är inte inloggad längre." : `Någon annan än ${viewer.name} har loggat in.`}
        {" Det du har skrivit finns kvar. "}
        <a href={standing === "out" ? "sign-in?next=explorer" : "explorer"}>
          {standing === "out" ? "Logga in igen" : "Ladda om sidan"}
        </a>
      </p>
    );
  }
  return (
    <form className="viewer" method="post" action="sign-out" onSubmit={tellOthers}>
      <span>{viewer.name}, {viewer.role}</span>
      <input type="hidden" name="next" value="explorer" />
      <button>Logga ut</button>
    </form>
  );
}

/** Read the schema as this server prints it: that costs nothing, and browsers keep it. */
function useSchema(): GraphQLSchema | null {
  const [schema, setSchema] = useState<GraphQLSchema | null>(null);
  useEffect(() => {
    void fetch("schema.graphql").then((it) => it.text()).then((it) => setSchema(buildSchema(it)));
  }, []);
  return schema;
}

createRoot(document.getElementById("explorer")!).render(<Explorer />);
