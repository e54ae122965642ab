/** One value of a form, in the field that its type asks for: a text in each language, a time, a choice, a thing. */

import { getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType } from "graphql";
import { fieldId, inside, labelled, Told } from "./asked.tsx";
import { localOf, momentOf } from "./moments.ts";
import { isObject } from "./objects.ts";
import { Things } from "./Things.tsx";
import { chosen, named } from "./words.ts";
import type { ReactNode } from "react";
import type { GraphQLInputObjectType, GraphQLInputType } from "graphql";
import type { Asked } from "./asked.tsx";

const LOCALISED = /^Localised/;
const ROWS: Readonly<Record<string, number>> = { LocalisedMarkdown: 8, ingress: 3, lead: 3, sammanfattning: 3, notis: 3, anledning: 2 };

export function Field(asked: Asked): ReactNode {
  const type = getNullableType(asked.type);
  if (isListType(type)) return type.ofType.toString().startsWith("ID") ? <Things {...asked} /> : <Listed {...asked} />;
  if (type.toString() === "ID") return <Things {...asked} />;
  if (isInputObjectType(type)) return LOCALISED.test(type.name) ? <Texts {...asked} /> : <Group {...asked} type={type} />;
  if (isEnumType(type)) return <Choice {...asked} values={type.getValues().map((it) => it.name)} />;
  if (type.toString() === "Boolean") return <Check {...asked} />;
  return <Single {...asked} />;
}

function Single(asked: Asked) {
  const type = getNullableType(asked.type).toString();
  const { name, value, say } = asked;
  const common = { ...labelled(asked), name };
  if (type === "Int") {
    const number = (text: string) => say(text === "" ? null : Number(text));
    return <Row {...asked}><input {...common} type="number" value={shown(value)} onChange={(it) => number(it.target.value)} /></Row>;
  }
  if (type === "DateTime") {
    const moment = (text: string) => say(text ? momentOf(text) : null);
    const local = typeof value === "string" ? localOf(value) : "";
    return <Row {...asked}><input {...common} type="datetime-local" value={local} onChange={(it) => moment(it.target.value)} /></Row>;
  }
  const kind = { LocalDateTime: "datetime-local", Date: "date" }[type];
  if (kind) return <Row {...asked}><input {...common} type={kind} value={shown(value)} onChange={(it) => say(it.target.value || null)} /></Row>;
  return <Row {...asked}><Text {...asked} rows={ROWS[name] ?? 1} /></Row>;
}

/** A text that is emptied says nothing; one that has to be there is empty. */
function Text(asked: Asked & { rows: number }) {
  const { value, say, rows } = asked;
  const empty = isNonNullType(asked.type) ? "" : null;
  const common = { ...labelled(asked), value: shown(value) };
  return rows > 1
    ? <textarea {...common} rows={rows} onChange={(it) => say(it.target.value || empty)} />
    : <input {...common} type="text" onChange={(it) => say(it.target.value || empty)} />;
}

function Texts(asked: Asked) {
  const type = getNullableType(asked.type) as GraphQLInputObjectType;
  const texts = isObject(asked.value) ? asked.value : {};
  const rows = ROWS[type.name] ?? ROWS[asked.name] ?? 1;
  return (
    <fieldset id={fieldId(asked.path)}>
      <legend>{named(asked.name)}</legend>
      <Told {...asked} />
      {["sv", "en"].map((locale) => {
        const part = {
          ...inside(asked, locale),
          type: type.getFields()[locale]!.type,
          value: texts[locale],
          say: (text: unknown) => asked.say({ ...texts, [locale]: text }),
        };
        return <Row key={locale} {...part}><Text {...part} rows={rows} /></Row>;
      })}
    </fieldset>
  );
}

function Choice(asked: Asked & { values: readonly string[] }) {
  const { value, say, values } = asked;
  return (
    <Row {...asked}>
      <select {...labelled(asked)} value={shown(value)} onChange={(it) => say(it.target.value || null)}>
        {(!isNonNullType(asked.type) || !value) && <option value="">Välj …</option>}
        {typeof value === "string" && value && !values.includes(value) && <option value={value}>{value}</option>}
        {values.map((it) => <option key={it} value={it}>{chosen(it)}</option>)}
      </select>
    </Row>
  );
}

function Check(asked: Asked) {
  return (
    <div className="row check">
      <input {...labelled(asked)} type="checkbox" checked={asked.value === true} onChange={(it) => asked.say(it.target.checked)} />
      <label htmlFor={fieldId(asked.path)}>{named(asked.name)}</label>
      <Told {...asked} />
    </div>
  );
}

/** Several fields together, which may be left out as a whole. */
function Group(asked: Asked & { type: GraphQLInputObjectType }) {
  const { value, say, type } = asked;
  const there = isObject(value);
  return (
    <fieldset id={fieldId(asked.path)} tabIndex={-1}>
      <legend>{named(asked.name)}</legend>
      <Told {...asked} />
      {there && <Fields asked={asked} type={type} />}
      <button type="button" className="link" onClick={() => say(there ? null : {})}>
        {there ? "Ta bort" : "Lägg till"} <span className="unseen">{named(asked.name).toLowerCase()}</span>
      </button>
    </fieldset>
  );
}

function Fields({ asked, type }: { asked: Asked; type: GraphQLInputObjectType }) {
  const value = isObject(asked.value) ? asked.value : {};
  const fields = Object.values(type.getFields());
  const field = (it: (typeof fields)[number]) => (
    <Field
      key={it.name}
      {...inside(asked, it.name)}
      of={capital(it.name)}
      type={it.type}
      value={value[it.name]}
      say={(said) => asked.say({ ...value, [it.name]: said })}
    />
  );
  const used = fields.filter((it) => it.name in value || isNonNullType(it.type));
  const others = fields.filter((it) => !used.includes(it));
  return (
    <>
      {used.map(field)}
      {others.length > 0 && <details><summary>Mer att fylla i</summary>{others.map(field)}</details>}
    </>
  );
}

/** A list: of groups one below the other, of anything else in one line, with commas. */
function Listed(asked: Asked) {
  const list = getNullableType(asked.type);
  const of = getNullableType((list as { ofType: GraphQLInputType }).ofType);
  const values = Array.isArray(asked.value) ? asked.value : [];
  if (!isInputObjectType(of)) return <Commas {...asked} values={values} number={of.toString() === "Int"} />;
  const change = (at: number, value: unknown) => asked.say(values.map((it, place) => (place === at ? value : it)));
  return (
    <fieldset id={fieldId(asked.path)} tabIndex={-1}>
      <legend>{named(asked.name)}</legend>
      <Told {...asked} />
      {values.map((value, at) => (
        <fieldset key={at} id={fieldId([...asked.path, String(at)])} tabIndex={-1}>
          <legend>{named(asked.name)}, nummer {at + 1}</legend>
          <Fields asked={{ ...inside(asked, String(at)), type: of, value, say: (it) => change(at, it) }} type={of} />
          <button type="button" className="link" onClick={() => asked.say(values.filter((_, place) => place !== at))}>
            Ta bort <span className="unseen">nummer {at + 1}</span>
          </button>
        </fieldset>
      ))}
      <button type="button" className="link" onClick={() => asked.say([...values, {}])}>
        Lägg till <span className="unseen">i {named(asked.name).toLowerCase()}</span>
      </button>
    </fieldset>
  );
}

function Commas(asked: Asked & { values: readonly unknown[]; number: boolean }) {
  const read = (text: string) => text.split(",").map((it) => (asked.number && it.trim() ? Number(it) : it.trimStart()));
  return (
    <Row {...asked} hint="Skriv komma mellan dem.">
      <input {...labelled(asked)} type="text" value={asked.values.join(", ")} onChange={(it) => asked.say(it.target.value ? read(it.target.value) : [])} />
    </Row>
  );
}

function Row({ hint, children, ...asked }: Asked & { hint?: string; children: ReactNode }) {
  return (
    <div className="row">
      <label htmlFor={fieldId(asked.path)}>{named(asked.name)}</label>
      {hint && <p className="hint">{hint}</p>}
      <Told {...asked} />
      {children}
    </div>
  );
}

/** An id in a group is called as its type. */
function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function shown(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
