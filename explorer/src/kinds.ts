/** Of which type things are: those that an answer tells, and those that a variable is to have. */

import { getNamedType, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { givenBy } from "./giving.ts";
import type { GraphQLObjectType, GraphQLSchema, OperationDefinitionNode } from "graphql";

/** Tell of which type what a query finds is, by the way that leads there in its answer. */
export function kindsIn(query: string, schema: GraphQLSchema): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>();
  const info = new TypeInfo(schema);
  const way: string[] = [];
  const enter = (name: string) => {
    const type = getNamedType(info.getType());
    way.push(name);
    if (isObjectType(type)) kinds.set(way.join("."), type.name);
  };
  const Field = {
    enter: ({ alias, name }: { alias?: { value: string }; name: { value: string } }) => enter((alias ?? name).value),
    leave: () => void way.pop(),
  };
  visit(parse(query), visitWithTypeInfo(info, { Field }));
  return kinds;
}

/** Find the type of content that an operation changes, if it is of one. */
export function contentOf(operation: OperationDefinitionNode, schema: GraphQLSchema): GraphQLObjectType | undefined {
  const [root] = operation.selectionSet.selections;
  if (root?.kind !== "Field") return undefined;
  const payload = getNamedType(schema.getMutationType()?.getFields()[root.name.value]?.type);
  if (!isObjectType(payload)) return undefined;
  const types = Object.values(payload.getFields()).map((it) => getNamedType(it.type));
  return types.filter(isObjectType).find((it) => it.getInterfaces().some(({ name }) => name === "Content"));
}

/** Tell of which type the things of a variable are; nothing if they may be of several. */
export function kindOf(variable: string, operation: OperationDefinitionNode, schema: GraphQLSchema): string | undefined {
  const content = contentOf(operation, schema);
  const field = givenBy(operation).find((it) => it.variable === variable)?.field;
  if (!content || !field) return undefined;
  return field === "id" ? content.name : getNamedType(content.getFields()[field]?.type)?.name;
}
