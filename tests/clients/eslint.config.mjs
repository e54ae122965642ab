// What graphql-eslint asks of the schema, and what is not done as it asks, each with its reason.
import graphql from "@graphql-eslint/eslint-plugin";

const { "flat/schema-recommended": recommended, "flat/schema-relay": relay } = graphql.configs;

// `on` names what a rule finds fault with; a star stands for any part of a name, and `@name` for all
// fields with that directive. What is found
// and not named here fails the tests, and so does what is named here and no longer found.
export const exceptions = [
  {
    rule: "strict-id-in-types",
    on: ["*Connection", "*Edge", "PageInfo"],
    reason: "They are places in a list, which Relay's specification gives no id.",
  },
  {
    rule: "strict-id-in-types",
    on: ["*Locales", "Calendar", "CalendarDay", "Feeds", "Holiday", "Link", "MeetingSlice", "RecurrenceDay", "RecurrenceRule",
      "Registration", "RichText", "Venue"],
    reason: "They are values, parts of what has them, and change with it.",
  },
  {
    rule: "strict-id-in-types",
    on: ["Change", "Editor", "FieldChange", "Version"],
    reason: "They tell what happened to content, and are found through it or through the log.",
  },
  {
    rule: "relay-edge-types",
    on: ["ChangeEdge", "VersionEdge"],
    reason: "The same: places in the log, and versions of content, have no id of their own.",
  },
  {
    rule: "strict-id-in-types",
    on: ["Erasure", "Outlook*", "Person*", "SeriesMeeting"],
    reason: "They are what one change would bring, and are never asked for again.",
  },
  {
    rule: "relay-edge-types",
    on: ["Erasure.*", "Outlook.*", "SeriesMeeting.kept", "Version.changes", "*Payload.content", "*Payload.meetings"],
    reason: "They come whole: what one change is about, and what it brings.",
  },
  {
    rule: "strict-id-in-types",
    on: ["*Error", "*Payload"],
    reason: "They are the answer to one change, and are never asked for again.",
  },
  {
    rule: "strict-id-in-types",
    on: ["Rights", "Viewer"],
    reason: "Who asks is told by the request: there is one, and nothing to ask for by an id.",
  },
  {
    rule: "relay-edge-types",
    on: ["*Error.fields", "*Error.path", "*Payload.errors"],
    reason: "What is wrong with one change is told all at once; there is nothing to page through.",
  },
  {
    rule: "relay-edge-types",
    on: ["Calendar.days", "CalendarDay.*"],
    reason: "Days are as many as were asked for, and there is nothing to page through.",
  },
  {
    rule: "relay-edge-types",
    on: ["*Connection.nodes"],
    reason: "The same things as in `edges`, for those who need no cursor for each of them.",
  },
  {
    rule: "relay-edge-types",
    on: ["Query.nodes"],
    reason: "Relay's specification of object identification has it so.",
  },
  {
    rule: "relay-edge-types",
    on: ["@listSize"],
    reason: "Editors keep them short and in their own order: a plain list, which comes whole. Links are values of a text.",
  },
  {
    rule: "require-description",
    on: ["oneOf"],
    reason: "GraphQL's specification describes it; it is printed for tools that do not know it yet.",
  },
  {
    rule: "relay-edge-types",
    on: ["RecurrenceRule.*"],
    reason: "They are the parts of one rule, which is nothing without all of them.",
  },
];

export default [
  {
    files: ["**/*.graphql"],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: "schema.graphql" } },
    },
    plugins: { "@graphql-eslint": graphql },
    rules: { ...recommended.rules, ...relay.rules },
  },
];
