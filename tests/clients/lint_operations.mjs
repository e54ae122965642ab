// Lints operations of a folder against the schema, and prints what is found.
import graphql from "@graphql-eslint/eslint-plugin";
import { ESLint } from "eslint";

const [files] = process.argv.slice(2);
const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ["**/*.graphql"],
      languageOptions: {
        parser: graphql.parser,
        parserOptions: { graphQLConfig: { schema: "schema.graphql", documents: files } },
      },
      plugins: { "@graphql-eslint": graphql },
      rules: graphql.configs["flat/operations-recommended"].rules,
    },
  ],
});
const found = await eslint.lintFiles(files);
console.log(
  JSON.stringify(
    found.flatMap(({ filePath, messages }) =>
      messages.map(({ line, message }) => `${filePath.split("/").at(-1)}:${line} ${message}`),
    ),
  ),
);
