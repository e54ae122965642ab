/**
 * The view of an operation, as its text says it by `@view`, and the same text with another one.
 *
 * The rule: nothing of the text changes but `@view` itself, so layout and comments stay.
 */

import { parse } from "graphql";
import type { ArgumentNode, DirectiveNode, DocumentNode, OperationDefinitionNode } from "graphql";

/** What an operation looks at: what is public now, the newest drafts, or what is public at a moment. */
export type View = { kind: "now" } | { kind: "drafts" } | { kind: "at"; moment: string };

/** What `@view` says that the switch cannot, such as a variable. */
export type Read = View | { kind: "other" };

const CHOSEN = ["drafts", "at"];

/** Find the operation that is meant: by its name, or the first one. None if the text is not GraphQL. */
export function operationIn(text: string, name?: string | null): OperationDefinitionNode | null {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch {
    return null;
  }
  const operations = document.definitions.filter((it) => it.kind === "OperationDefinition");
  return operations.find((it) => name && it.name?.value === name) ?? operations[0] ?? null;
}

/** Read the view of an operation; a change that says nothing is answered with drafts. */
export function viewOf(operation: OperationDefinitionNode): Read {
  const said = Object.fromEntries(chosen(directiveOf(operation)).map((it) => [it.name.value, it.value]));
  const { at, drafts } = said;
  if (at && at.kind !== "NullValue") {
    const drafting = drafts?.kind === "BooleanValue" && drafts.value;
    return at.kind === "StringValue" && !drafting ? { kind: "at", moment: at.value } : { kind: "other" };
  }
  if (drafts && drafts.kind !== "NullValue") {
    if (drafts.kind !== "BooleanValue") return { kind: "other" };
    return { kind: drafts.value ? "drafts" : "now" };
  }
  return { kind: usual(operation) };
}

/** Give the text in which the operation has another view. */
export function withView(text: string, operation: OperationDefinitionNode, view: View): string {
  const directive = directiveOf(operation);
  const kept = (directive?.arguments ?? []).filter((it) => !CHOSEN.includes(it.name.value));
  const said = [...kept.map((it) => source(text, it)), ...spoken(operation, view)];
  const written = said.length ? `@view(${said.join(", ")})` : "";
  if (directive?.loc) {
    const { start, end } = directive.loc;
    const rest = text.slice(end);
    if (written) return text.slice(0, start) + written + rest;
    const blank = /^\r?\n/.test(rest) ? /\s+$/ : /[ \t]+$/;
    return text.slice(0, start).replace(blank, "") + rest;
  }
  return written ? inserted(text, operation, written) : text;
}

function spoken(operation: OperationDefinitionNode, view: View): string[] {
  if (view.kind === "at") return [`at: ${JSON.stringify(view.moment)}`];
  return view.kind === usual(operation) ? [] : [`drafts: ${view.kind === "drafts"}`];
}

/** Those who change something see drafts unless told otherwise. */
function usual(operation: OperationDefinitionNode): "drafts" | "now" {
  return operation.operation === "mutation" ? "drafts" : "now";
}

function directiveOf(operation: OperationDefinitionNode): DirectiveNode | undefined {
  return operation.directives?.find((it) => it.name.value === "view");
}

function chosen(directive?: DirectiveNode): readonly ArgumentNode[] {
  return (directive?.arguments ?? []).filter((it) => CHOSEN.includes(it.name.value));
}

function source(text: string, node: ArgumentNode): string {
  return text.slice(node.loc!.start, node.loc!.end);
}

/** Write the directive behind everything else that stands before the fields. */
function inserted(text: string, operation: OperationDefinitionNode, written: string): string {
  const { start } = operation.selectionSet.loc!;
  if (operation.loc!.start === start) return `${text.slice(0, start)}query ${written} ${text.slice(start)}`;
  const token = operation.selectionSet.loc!.startToken;
  let last = token.prev!;
  while (last.kind === "Comment") last = last.prev!;
  const rest = text.slice(last.end);
  return `${text.slice(0, last.end)} ${written}${/^\s/.test(rest) ? "" : " "}${rest}`;
}
