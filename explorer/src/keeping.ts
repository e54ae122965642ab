/** What is being written is kept at the moment the page is left: GraphiQL waits half a second, and it may be left sooner. */

import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";
import { storage } from "./storage.ts";

/** What is not kept of a tab: answers are nobody's but this page's. */
const PASSING = ["hash", "response", "headers"];

export function useKeeping(): void {
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL((it) => ({
    tabs: it.tabs,
    activeTabIndex: it.activeTabIndex,
    queryEditor: it.queryEditor,
    variableEditor: it.variableEditor,
  }));
  useEffect(() => {
    function keep() {
      if (!queryEditor || !variableEditor || storage.getItem("graphiql:tabState") === null) return; // somebody had it forgotten
      const written = { query: queryEditor.getValue(), variables: variableEditor.getValue() };
      const said = tabs.map((it, at) => (at === activeTabIndex ? { ...it, ...written } : it));
      const kept = JSON.stringify({ tabs: said, activeTabIndex }, (name, it) => (PASSING.includes(name) ? null : it));
      storage.setItem("graphiql:query", written.query);
      storage.setItem("graphiql:variables", written.variables);
      storage.setItem("graphiql:tabState", kept);
    }
    addEventListener("pagehide", keep);
    return () => removeEventListener("pagehide", keep);
  }, [tabs, activeTabIndex, queryEditor, variableEditor]);
}
