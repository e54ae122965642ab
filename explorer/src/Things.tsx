/** A field for things: what was found is offered and chosen by its name. */

import { getNullableType, isListType } from "graphql";
import { useState } from "react";
import { fieldId, Told } from "./asked.tsx";
import { useNames } from "./asking.ts";
import { isOpen } from "./filling.ts";
import { named } from "./words.ts";
import type { Asked, Known } from "./asked.tsx";
import type { Found } from "./filling.ts";

/** How many things are offered at first. */
const MOST = 8;

/** What is chosen among the things that were found, by name: what is open is offered them, what is not may get others. */
export function Things(asked: Asked) {
  const { value, say, take } = asked;
  const names = useNames();
  const many = isListType(getNullableType(asked.type));
  const ids = [value].flat().filter((it): it is string => typeof it === "string" && it !== "");
  const more = asked.things.filter((it) => !ids.includes(it.id) && fits(it, asked.of));
  const open = !ids.length || ids.some(isOpen);
  const put = (it: Found) => (take ? take(it) : say(many ? [...ids.filter((id) => !isOpen(id)), it.id] : it.id));
  const id = fieldId(asked.path);
  return (
    <div className="row" id={id} role="group" tabIndex={-1} aria-labelledby={`${id}-namn`}>
      <span className="label" id={`${id}-namn`}>{named(asked.name)}</span>
      <Told {...asked} />
      <ul className="ids">
        {ids.filter((it) => !isOpen(it)).map((it) => (
          <li key={it}>
            {names.get(it) ?? it}
            {many && (
              <button type="button" aria-label={`Ta bort ${names.get(it) ?? it}`} onClick={() => say(ids.filter((one) => one !== it))}>×</button>
            )}
          </li>
        ))}
      </ul>
      {open && more.length > 0 && <Offered things={more} onChoose={put} />}
      {open && !more.length && <p className="hint">Kör först en operation som hittar det: då går det att välja här.</p>}
      {!open && more.length > 0 && (
        <select aria-label={`${named(asked.name)}: ${many ? "lägg till" : "byt"}`} value="" onChange={({ target }) => put(more.find((it) => it.id === target.value)!)}>
          <option value="">{many ? "Lägg till …" : "Byt …"}</option>
          {more.map((it) => <option key={it.id} value={it.id}>{it.name}</option>)}
        </select>
      )}
    </div>
  );
}

/** Whatever was found of the right type may be meant; of things of any type those that were found last. */
function fits({ kind, latest }: Known, of?: string): boolean {
  return of && kind ? kind === of : latest;
}

function Offered({ things, onChoose }: { things: readonly Found[]; onChoose: (thing: Found) => void }) {
  const [all, setAll] = useState(false);
  return (
    <ul className="things">
      {things.slice(0, all ? undefined : MOST).map((it) => (
        <li key={it.id}>
          <button type="button" onClick={() => onChoose(it)}>
            {it.name}
            {it.version !== undefined && <span> version {it.version}</span>}
          </button>
        </li>
      ))}
      {things.length > MOST && !all && (
        <li><button type="button" className="link" onClick={() => setAll(true)}>Visa {things.length - MOST} till</button></li>
      )}
    </ul>
  );
}
