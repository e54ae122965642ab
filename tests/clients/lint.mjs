// Lints a schema and prints what is found without an exception, and exceptions without a finding.
import { readFileSync } from "node:fs";
import { ESLint } from "eslint";
import { parse } from "graphql";
import { exceptions } from "./eslint.config.mjs";

const [file] = process.argv.slice(2);
const definitions = parse(readFileSync(file, "utf8")).definitions;
const around = (nodes, line) =>
  nodes?.find(({ loc }) => loc.startToken.line <= line && line <= loc.endToken.line);
const placeOf = (line) => {
  const type = around(definitions, line);
  const field = around(type?.fields, line);
  const place = [type, field].flatMap((it) => it?.name.value ?? []).join(".");
  return { place, directives: (field?.directives ?? []).map((it) => `@${it.name.value}`) };
};
const matches = (pattern, place) =>
  new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", "\\w*")}$`).test(place);

const [{ messages }] = await new ESLint({ overrideConfigFile: "eslint.config.mjs" }).lintFiles(file);
const findings = messages.map(({ ruleId, line, message }) => ({
  rule: ruleId?.replace("@graphql-eslint/", "") ?? "",
  ...placeOf(line),
  message,
}));
const allowed = exceptions.flatMap(({ rule, on }) => on.map((pattern) => ({ rule, pattern })));
const covers = (exception, finding) =>
  exception.rule === finding.rule &&
  (matches(exception.pattern, finding.place) || finding.directives.includes(exception.pattern));
const unexpected = findings.filter((it) => !allowed.some((exception) => covers(exception, it)));
const needless = allowed.filter((exception) => !findings.some((it) => covers(exception, it)));
console.log(JSON.stringify({ unexpected, needless }));
