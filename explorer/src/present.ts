/**
 * What a thing says now, as the variables of an operation that changes it: so that what is there is
 * changed, and not written anew.
 *
 * What is asked for follows from the operation: `lead: $ingress` says that `ingress` is the lead. A
 * text is asked for in each language, with the language that it is in: where it is not there, another's is told.
 */

import { getNamedType, isInputObjectType, isInterfaceType, isObjectType, typeFromAST } from "graphql";
import { givenBy } from "./giving.ts";
import { contentOf } from "./kinds.ts";
import { isObject } from "./objects.ts";
import type { GraphQLInputType, GraphQLObjectType, GraphQLSchema, NamedTypeNode, OperationDefinitionNode } from "graphql";
import type { Variables } from "./configuration.ts";
import type { Given } from "./giving.ts";

export const LOCALES = ["sv", "en"] as const;
const NAMES = ["title", "name"];
const UNTOLD = ["id", "expectedVersion", "note", "dryRun", "scope"];

interface Typed extends Given {
  type: GraphQLInputType;
}

/** What is asked to know what a thing says, and how the answers are read. */
export interface Question {
  /** One operation for each of `LOCALES`, which it is called by; its variables are `id` and `version`. */
  query: string;
  /** Gives the variables that say the same as the thing, of what is answered in each language. */
  read: (told: readonly Record<string, unknown>[]) => Variables;
}

/** Ask for what a thing says now, and what its `version` says; nothing for an operation that changes none. */
export function questionFor(operation: OperationDefinitionNode, schema: GraphQLSchema): Question | null {
  const type = updates(operation) && contentOf(operation, schema);
  if (!type) return null;
  const said = typed(operation, schema).filter((it) => !UNTOLD.includes(it.field));
  const fields = said.map((it) => selected(it.field, it.type, type)).join(" ");
  const texts = said.filter((it) => getNamedType(it.type).name === "LocalisedText").map((it) => it.field);
  const content = `... on ${type.name} { ${fields} ${texts.length ? `locales { ${texts.join(" ")} }` : ""} }`;
  const asked = `node(id: $id) { id ... on Content { version atVersion(number: $version) { content { ${content} } } } ${content} }`;
  const each = LOCALES.map((it) => `query ${it}($id: ID!, $version: Int!) @view(drafts: true, locale: ${it.toUpperCase()}) { ${asked} }`);
  return { query: each.join("\n"), read: (told) => presentOf(said, told) };
}

/**
 * Put together what was said before, what somebody has made of it (`mine`) and what is said now.
 *
 * What they did not touch is as it is now, each text by itself. Where both made something else of
 * it theirs stands, and `clash` is told.
 */
export function together(before: Variables, mine: Variables, now: Variables, clash: (name: string) => void): Variables {
  const names = new Set([...Object.keys(now), ...Object.keys(mine)]);
  const each = [...names].map((name) => {
    const told = [before[name], mine[name], now[name]] as const;
    return [name, one(...told, (inside) => clash(inside ? `${name}.${inside}` : name))] as const;
  });
  return Object.fromEntries(each.filter(([, value]) => value !== undefined));
}

function one(before: unknown, mine: unknown, now: unknown, clash: (inside: string) => void): unknown {
  if (mine === undefined || same(mine, before) || same(mine, now)) return now;
  if (isObject(before) && isObject(mine) && isObject(now)) return together(before, mine, now, clash);
  if (!same(before, now)) clash("");
  return mine;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function presentOf(said: readonly Typed[], told: readonly Record<string, unknown>[]): Variables {
  const locales = told.map((it) => (isObject(it.locales) ? it.locales : {}));
  const found = said.map(({ variable, type, field }) => {
    const value = valueOf(type, told.map((it) => it[field]), locales.map((it) => it[field]));
    return [variable, value] as const;
  });
  return Object.fromEntries(found.filter(([, value]) => !isNothing(value)));
}

function typed(operation: OperationDefinitionNode, schema: GraphQLSchema): Typed[] {
  return givenBy(operation).flatMap((it) => {
    const declared = operation.variableDefinitions?.find(({ variable }) => variable.name.value === it.variable);
    const type = declared && (typeFromAST(schema, declared.type as NamedTypeNode) as GraphQLInputType | undefined);
    return type ? [{ ...it, type }] : [];
  });
}

function updates({ selectionSet }: OperationDefinitionNode): boolean {
  const [root] = selectionSet.selections;
  return root?.kind === "Field" && root.name.value.startsWith("update");
}

/** Ask for a field as its input has it. */
function selected(name: string, input: GraphQLInputType, owner: GraphQLObjectType): string {
  const wanted = getNamedType(input);
  const field = owner.getFields()[name];
  if (!field) return "";
  const type = getNamedType(field.type);
  if (wanted.name === "LocalisedMarkdown") return `${name} { markdown locale }`;
  if (wanted.name === "ID" && (isObjectType(type) || isInterfaceType(type))) {
    return `${name} { id ${NAMES.filter((it) => it in type.getFields()).join(" ")} }`;
  }
  if (!isInputObjectType(wanted) || !isObjectType(type)) return name;
  const inside = Object.values(wanted.getFields()).map((it) => selected(it.name, it.type, type));
  const locale = "locale" in type.getFields() ? " locale" : "";
  return `${name} { ${inside.join(" ")}${locale} }`;
}

/** Give the value of an input, of what was answered in each language, and the languages that its texts are in. */
function valueOf(input: GraphQLInputType, told: readonly unknown[], locales: readonly unknown[] = []): unknown {
  const [first] = told;
  const type = getNamedType(input);
  if (Array.isArray(first)) {
    return first.map((_, at) => valueOf(type, told.map((it) => (Array.isArray(it) ? it[at] : undefined))));
  }
  if (type.name === "LocalisedMarkdown") return texts(within(told, "markdown"), within(told, "locale"));
  if (type.name === "LocalisedText") return texts(told, locales);
  if (!isObject(first)) return first;
  if (type.name === "ID") return first.id;
  if (!isInputObjectType(type)) return first;
  const inside = Object.values(type.getFields()).map(
    (it) => [it.name, valueOf(it.type, within(told, it.name), within(told, "locale"))] as const,
  );
  const said = Object.fromEntries(inside.filter(([, value]) => !isNothing(value)));
  return Object.keys(said).length ? said : undefined;
}

function within(told: readonly unknown[], name: string): unknown[] {
  return told.map((it) => (isObject(it) ? it[name] : undefined));
}

/** Tell a text by language, where it is in the language that was asked for. */
function texts(told: readonly unknown[], locales: readonly unknown[]): Record<string, unknown> | undefined {
  const own = LOCALES.flatMap((locale, at) => (locales[at] === locale.toUpperCase() ? [[locale, told[at]] as const] : []));
  return own.length ? Object.fromEntries(own) : undefined;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && !value.length);
}
