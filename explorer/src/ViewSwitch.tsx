/** The switch for the eyes that the operation reads with; it shows, and writes, what `@view` says. */

import { useGraphiQL, useGraphiQLActions, useOperationsEditorState } from "@graphiql/react";
import { rewrite } from "./editing.ts";
import { localOf, momentOf } from "./moments.ts";
import { operationIn, viewOf, withView } from "./view.ts";
import type { View } from "./view.ts";

const KINDS = { now: "Publikt nu", drafts: "Med utkast", at: "Vid en tidpunkt" } as const;
type Kind = keyof typeof KINDS;

export function ViewSwitch() {
  const [text] = useOperationsEditorState();
  const { editor, name } = useGraphiQL((it) => ({ editor: it.queryEditor, name: it.operationName }));
  const { run } = useGraphiQLActions();
  const operation = operationIn(text, name);
  const view = operation && viewOf(operation);

  function look(wanted: View) {
    if (!editor || !operation) return;
    rewrite(editor, withView(text, operation, wanted));
    if (operation.operation === "query") run();
  }

  function choose(kind: Kind) {
    look(kind === "at" ? { kind, moment: momentOf(localOf(new Date().toISOString())) } : { kind });
  }

  return (
    <fieldset className="view">
      <legend>Visa</legend>
      {(Object.keys(KINDS) as Kind[]).map((kind) => (
        <label key={kind} className={view?.kind === kind ? "chosen" : ""}>
          <input
            type="radio"
            name="view"
            checked={view?.kind === kind}
            disabled={!operation || (kind === "at" && operation.operation === "subscription")}
            onChange={() => choose(kind)}
          />
          {KINDS[kind]}
        </label>
      ))}
      {view?.kind === "at" && (
        <input
          type="datetime-local"
          aria-label="Tidpunkt"
          value={localOf(view.moment)}
          onChange={({ target }) => target.value && look({ kind: "at", moment: momentOf(target.value) })}
        />
      )}
      <span className="hint" role="status">{hint(view?.kind)}</span>
    </fieldset>
  );
}

function hint(kind?: string): string {
  if (kind === undefined) return "Operationen går inte att läsa.";
  return kind === "other" ? "@view har en variabel." : "";
}
