/** What is told of the last answer below it: what it took, and what is wrong in words. */

import { useGraphiQL } from "@graphiql/react";
import { fieldId } from "./asked.tsx";
import { useLast } from "./asking.ts";
import { faultsOf } from "./faults.ts";
import type { Answered } from "./asking.ts";
import type { Fault } from "./faults.ts";

/** How GraphiQL's own answer begins when it could not read the variables; see swedish.json. */
const UNSENT = "Inget är skickat";
const UNREADABLE: Fault = {
  what: "Inget är skickat: variablerna går inte att läsa.",
  where: "Variabler",
  todo: "De är ett JSON-objekt. Det saknas ofta ett citattecken, ett kommatecken eller en klammer.",
};

const NUMBER = new Intl.NumberFormat("sv");

export function Answer() {
  const { tab, editor, variables } = useGraphiQL((it) => ({
    tab: it.tabs[it.activeTabIndex],
    editor: it.queryEditor,
    variables: it.variableEditor,
  }));
  const answered = useLast(tab?.id ?? "");
  const unsent = tab?.response?.includes(UNSENT);
  const faults = unsent ? [UNREADABLE] : answered?.found ? faultsOf(answered.found, answered.query) : [];

  /** Go to what is wrong: in the operation, in the form, or else among the variables. */
  function show({ place, path = [], open = "" }: Fault) {
    if (place) {
      editor?.setPosition({ lineNumber: place.line, column: place.column });
      editor?.revealLineInCenter(place.line);
      editor?.focus();
      return;
    }
    const field = path.map((_, at) => document.getElementById(fieldId(path.slice(0, path.length - at)))).find(Boolean);
    if (field) {
      field.closest("details")?.setAttribute("open", "");
      field.focus();
      return;
    }
    const text = open || `"${path[0]}"`;
    const found = variables?.getModel()?.findNextMatch(text, { lineNumber: 1, column: 1 }, false, true, null, false);
    if (found) variables?.setSelection(found.range);
    variables?.focus();
  }

  return (
    <section className="answer" aria-label="Om svaret">
      {faults.length > 0 && (
        <ol>
          {faults.map((it, at) => (
            <li key={at}>
              <strong lang={it.english ? "en" : undefined}>{it.what}</strong>
              {it.where && <span className="where">{it.where}</span>}
              {it.todo && <span>{it.todo}</span>}
              {it.signedOut && <a href="sign-in?next=explorer">Logga in igen</a>}
              {(it.place ?? it.path ?? it.open) && <button type="button" className="link" onClick={() => show(it)}>Visa stället</button>}
            </li>
          ))}
        </ol>
      )}
      <p role="status">{unsent ? "1 fel" : answered ? told(answered, faults.length) : "Inget är kört än i den här fliken."}</p>
    </section>
  );
}

function told(answered: Answered, faults: number): string {
  const { found, milliseconds, statements, cost, changes, following } = answered;
  if (changes === undefined && !found) return "Frågar …";
  return [
    faults > 0 && (faults === 1 ? "1 fel" : `${faults} fel`),
    changes !== undefined && followed(changes, Boolean(following)),
    cost && `Kostnad ${NUMBER.format(cost.requested)} av högst ${NUMBER.format(cost.allowed)}`,
    statements !== undefined && (statements === 1 ? "1 SQL-sats" : `${NUMBER.format(statements)} SQL-satser`),
    milliseconds !== undefined && `${NUMBER.format(Math.max(1, Math.round(milliseconds)))} ms`,
  ].filter(Boolean).join(" · ");
}

function followed(changes: number, following: boolean): string {
  const come = changes === 1 ? "1 ändring" : `${NUMBER.format(changes)} ändringar`;
  if (!following) return `Följer inte längre · ${come} kom`;
  return changes ? `Följer · ${come} har kommit, den senaste visas` : "Följer · inget har hänt än";
}
