/** Which variable of an operation is given to which field of its input: `lead: $ingress` gives `ingress` to `lead`. */

import type { ObjectFieldNode, OperationDefinitionNode } from "graphql";

export interface Given {
  variable: string;
  field: string;
}

export function givenBy(operation: OperationDefinitionNode): Given[] {
  return fieldsOf(operation).flatMap(({ name, value }) =>
    value.kind === "Variable" ? [{ variable: value.name.value, field: name.value }] : [],
  );
}

/** Give the way through the variables to what a path through the input leads to; none if nobody filled it in. */
export function inVariables(operation: OperationDefinitionNode | null, path: readonly string[]): string[] | undefined {
  const [, field, ...rest] = path;
  const given = operation && givenBy(operation).find((it) => it.field === field);
  return given ? [given.variable, ...rest] : undefined;
}

function fieldsOf(operation: OperationDefinitionNode): readonly ObjectFieldNode[] {
  const [root] = operation.selectionSet.selections;
  const input = root?.kind === "Field" ? root.arguments?.find((it) => it.name.value === "input")?.value : undefined;
  return input?.kind === "ObjectValue" ? input.fields : [];
}
