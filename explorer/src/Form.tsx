/**
 * A form for the variables of a saved operation.
 *
 * The rule: it keeps nothing. What stands in it is what stands in the variables, and what is written
 * in either is there in the other.
 */

import { useGraphiQL, useGraphiQLActions, useOperationsEditorState, useVariablesEditorState } from "@graphiql/react";
import { getNullableType, isInputObjectType, isNonNullType, typeFromAST } from "graphql";
import { useEffect, useMemo, useState } from "react";
import { KEY, present, useLast, useThings } from "./asking.ts";
import { rewrite } from "./editing.ts";
import { faultsOf } from "./faults.ts";
import { Field } from "./Field.tsx";
import { isLeftOpen, joined, openIn, read, said, updated, written } from "./filling.ts";
import { kindOf, kindsIn } from "./kinds.ts";
import { questionFor } from "./present.ts";
import { operationIn } from "./view.ts";
import { named } from "./words.ts";
import type { KeyboardEvent } from "react";
import type { GraphQLInputType, GraphQLSchema, NamedTypeNode } from "graphql";
import type { Known } from "./asked.tsx";
import type { Things } from "./asking.ts";
import type { SavedOperation, Variables } from "./configuration.ts";
import type { Fault } from "./faults.ts";
import type { Found } from "./filling.ts";

/** What is asked for each time, though it may be left out. */
const NOTE = "anteckning";

export function Form({ operation }: { operation: SavedOperation }) {
  const { schema, editor, tab } = useGraphiQL((it) => ({
    schema: it.schema,
    editor: it.variableEditor,
    tab: it.tabs[it.activeTabIndex],
  }));
  const [text] = useVariablesEditorState();
  const [query] = useOperationsEditorState();
  const { run } = useGraphiQLActions();
  const answered = useLast(tab?.id ?? "");
  const answers = useThings();
  const things = useMemo(() => (schema ? thingsIn(answers, schema) : []), [answers, schema]);
  const [clashes, setClashes] = useState<readonly string[]>([]);
  const variables = read(text);
  const asked = operationIn(query);

  const say = (said: Variables) => editor && rewrite(editor, written(said));

  useEffect(() => {
    const newer = variables && updated(variables, answered?.found?.data);
    if (newer) say(newer);
  }, [answered]);

  if (!schema || !asked) return null;
  if (!variables) return <p className="hint">Variablerna i mitten är ingen giltig JSON just nu.</p>;

  const faults = answered?.found ? faultsOf(answered.found, answered.query) : [];
  const declared = (asked.variableDefinitions ?? []).map(({ variable, type }) => ({
    name: variable.name.value,
    type: typeFromAST(schema, type as NamedTypeNode) as GraphQLInputType,
  }));
  const changed = openIn(operation.variables).includes("id");
  const told = declared.filter((it) => it.type && it.name !== KEY && !(it.name === "version" && changed));
  const pick = changed && isLeftOpen(variables.id);
  const shown = pick ? told.filter((it) => it.name === "id") : told;
  const used = shown.filter((it) => it.name in variables || it.name === NOTE || isNonNullType(it.type));
  const others = shown.filter((it) => !used.includes(it));

  /** Take a thing, and what it says now if the operation changes it: no example is to be written over that. */
  async function take(joined: Variables, thing: Found) {
    const filled = pick ? withoutExamples(joined, declared) : joined;
    const question = filled.id === thing.id && questionFor(asked!, schema!);
    if (!question) return say(filled);
    const mine = variables?.id === thing.id ? variables : { id: thing.id, version: thing.version };
    const both: string[] = [];
    say({ ...mine, version: filled.version });
    const gone = () => read(editor?.getValue() ?? "") ?? mine;
    const now = await present(question, mine, gone, (it) => both.push(it));
    if (now) say(now);
    setClashes(both);
  }

  const field = ({ name, type }: (typeof declared)[number]) => (
    <Field
      key={name}
      name={name}
      type={type}
      path={[name]}
      value={variables[name]}
      faults={faults}
      things={things}
      of={kindOf(name, asked, schema)}
      say={(value) => say(said(variables, name, value))}
      take={name === "id" ? (it) => void take(joined(variables, it), it) : undefined}
    />
  );

  function press(event: KeyboardEvent) {
    if (event.key === "Enter" && event.ctrlKey) run();
    else if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    else if (asked?.operation === "query") run();
    event.preventDefault();
  }

  /** Take the version that somebody else has saved first: beside what was written, where something was. */
  function catchUp({ newer, path }: Fault) {
    if (!variables) return;
    const { id, version } = variables;
    if (Array.isArray(version)) say({ ...variables, version: version.map((it, at) => (String(at) === path?.[1] ? newer : it)) });
    else void take({ ...variables, version: newer }, { id: String(id), version: newer, name: "", way: "" });
  }

  const later = faults.find((it) => it.newer && ![variables.version].flat().includes(it.newer));

  return (
    <form className="form" aria-label="Det du fyller i" onSubmit={(event) => event.preventDefault()} onKeyDown={press}>
      {used.map(field)}
      {others.length > 0 && <details><summary>Mer att fylla i</summary>{others.map(field)}</details>}
      {later && (
        <p>
          <button type="button" className="link" onClick={() => catchUp(later)}>
            Hämta version {later.newer}{questionFor(asked, schema) && " och behåll det jag har skrivit"}
          </button>
        </p>
      )}
      <p role="status">{clashes.length > 0 && `Ni har båda ändrat ${clashes.map(spoken).join(" och ")}. Det du har skrivit står kvar.`}</p>
      <button type="button" className="run" onClick={() => run()}>Kör</button>
      {answered?.found && <button type="button" className="link below" onClick={toAnswer}>Visa svaret</button>}
    </form>
  );
}

function spoken(path: string): string {
  return path.split(".").map((it) => named(it).toLowerCase()).join(", ");
}

/** Tell what was found, each once and as it was found last, of which type it is, and whether the last answer told it. */
function thingsIn(answers: readonly Things[], schema: GraphQLSchema): Known[] {
  const known = answers.flatMap(({ query, found }, at) => {
    const kinds = kindsIn(query, schema);
    return found.map((it) => ({ ...it, kind: kinds.get(it.way), latest: at === 0 }));
  });
  return known.filter((it, at) => known.findIndex((other) => other.id === it.id) === at);
}

/** Leave out the texts and groups of an example: they are somebody's own, and not to be sent by mistake. */
function withoutExamples(variables: Variables, declared: readonly { name: string; type: GraphQLInputType }[]): Variables {
  const empty = declared.flatMap(({ name, type }) => (isInputObjectType(getNullableType(type)) && name in variables ? [[name, {}] as const] : []));
  const texts = declared.filter(({ type }) => getNullableType(type).toString() === "String").map(({ name }) => name);
  const kept = Object.entries(variables).filter(([name]) => !texts.includes(name));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(empty) };
}

/** Where there is little room the answer stands below everything else. */
function toAnswer() {
  document.querySelector(".graphiql-response")?.scrollIntoView();
}
