/** The saved operations, group by group; that of the tab is unfolded, with what to know of it. */

import { useGraphiQL, useGraphiQLActions, useOperationsEditorState } from "@graphiql/react";
import { Fragment, useState } from "react";
import { configuration } from "./configuration.ts";
import { written } from "./filling.ts";
import { Form } from "./Form.tsx";
import { operationIn } from "./view.ts";
import type { ReactNode } from "react";
import type { GraphiQLPlugin } from "@graphiql/react";
import type { SavedOperation } from "./configuration.ts";

const { operations } = configuration;
/** What to change, what comes then and how to undo is looked for, and so set off. */
const LABEL = /^(Ändra|Sedan|Ångra):/;

const TITLED = new Map(operations.map((it) => [it.title, it]));

type Open = (operation: SavedOperation) => void;

/** Opens a saved operation: in the tab that has it, in an empty one, or in a new one. */
function useOpen(): Open {
  const { addTab, changeTab } = useGraphiQLActions();
  const state = useGraphiQL(({ tabs, queryEditor, variableEditor }) => ({ tabs, queryEditor, variableEditor }));
  return (operation) => {
    const { tabs, queryEditor, variableEditor } = state;
    const there = tabs.findIndex((it) => it.query && nameIn(it.query) === operation.name);
    if (there >= 0) {
      changeTab(there);
      return;
    }
    if (queryEditor?.getValue().trim()) addTab();
    queryEditor?.setValue(operation.operation);
    variableEditor?.setValue(written(operation.variables));
  };
}

function Saved() {
  const [wanted, setWanted] = useState("");
  const [text] = useOperationsEditorState();
  const open = useOpen();
  const ready = useGraphiQL((it) => Boolean(it.queryEditor && it.variableEditor));
  const chosen = nameIn(text);
  const shown = operations.filter((it) => matches(it, wanted));
  const groups = [...new Set(shown.map((it) => it.group))];
  return (
    <section className="saved" aria-labelledby="saved">
      <h2 id="saved">Sparade operationer</h2>
      <label>
        Sök
        <input type="search" value={wanted} onChange={({ target }) => setWanted(target.value)} />
      </label>
      {groups.map((group) => (
        <Fragment key={group}>
          <h3>{group}</h3>
          <ul>
            {shown.filter((it) => it.group === group).map((it) => (
              <li key={it.name} className={it.name === chosen ? "chosen" : ""}>
                <button type="button" aria-expanded={it.name === chosen} disabled={!ready} onClick={() => open(it)}>
                  {it.title}
                </button>
                {it.name === chosen && <About operation={it} open={open} />}
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
      {!shown.length && <p>Ingen operation handlar om det.</p>}
    </section>
  );
}

function About({ operation, open }: { operation: SavedOperation; open: Open }) {
  return (
    <div className="about">
      {operation.about.split(/\n\s*\n/).map((it) => {
        const [label = ""] = LABEL.exec(it) ?? [];
        return <p key={it}><strong>{label}</strong>{linked(it.slice(label.length), open)}</p>;
      })}
      <Form operation={operation} />
    </div>
  );
}

/** Make a button of each title between quotation marks. */
function linked(text: string, open: Open): ReactNode[] {
  return text.split(/”([^”]+)”/).map((part, at) => {
    const meant = at % 2 ? TITLED.get(part.replaceAll(/\s+/g, " ")) : undefined;
    if (meant) {
      return <button key={at} type="button" className="link" onClick={() => open(meant)}>{meant.title}</button>;
    }
    return at % 2 ? `”${part}”` : part;
  });
}

function matches(operation: SavedOperation, wanted: string): boolean {
  const words = wanted.toLocaleLowerCase("sv").split(/\s+/);
  const said = `${operation.group} ${operation.title} ${operation.about}`.toLocaleLowerCase("sv");
  return words.every((it) => said.includes(it));
}

function nameIn(text: string): string | undefined {
  return operationIn(text)?.name?.value;
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" height="1em" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M6 3h12v18l-6-4.5L6 21z" strokeLinejoin="round" />
    </svg>
  );
}

export const SAVED: GraphiQLPlugin = { title: "Sparade operationer", icon: Icon, content: Saved };
