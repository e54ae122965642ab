/** What is told of the last answer below it: what it took, and what is wrong in words. */

import { useGraphiQL } from "@graphiql/react";
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
  const { tab, editor } = useGraphiQL((it) => ({ tab: it.tabs[it.activeTabIndex], editor: it.queryEditor }));
  const answered = useLast(tab?.id ?? "");
  const unsent = tab?.response?.includes(UNSENT);
  const faults = unsent ? [UNREADABLE] : answered?.found ? faultsOf(answered.found) : [];

  function show({ line, column }: NonNullable<Fault["place"]>) {
    editor?.setPosition({ lineNumber: line, column });
    editor?.revealLineInCenter(line);
    editor?.focus();
  }

  return (
    <section className="answer" aria-label="Om svaret">
      {faults.length > 0 && (
        <ol>
          {faults.map(({ what, where, todo, place }, at) => (
            <li key={at}>
              <strong>{what}</strong>
              {where && <span className="where">{where}</span>}
              {todo && <span>{todo}</span>}
              {place && <button type="button" className="link" onClick={() => show(place)}>Visa stället</button>}
            </li>
          ))}
        </ol>
      )}
      <p role="status">{unsent ? "1 fel" : answered ? told(answered, faults.length) : "Inget är kört än i den här fliken."}</p>
    </section>
  );
}

function told({ found, milliseconds, statements, cost }: Answered, faults: number): string {
  if (!found) return "Frågar …";
  return [
    faults > 0 && (faults === 1 ? "1 fel" : `${faults} fel`),
    cost && `Kostnad ${NUMBER.format(cost.requested)} av högst ${NUMBER.format(cost.allowed)}`,
    statements !== undefined && (statements === 1 ? "1 SQL-sats" : `${NUMBER.format(statements)} SQL-satser`),
    milliseconds !== undefined && `${NUMBER.format(Math.max(1, Math.round(milliseconds)))} ms`,
  ].filter(Boolean).join(" · ");
}
