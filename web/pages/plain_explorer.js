// The small explorer, for servers on which the real one is not built. It needs nothing but the page.

const known = JSON.parse(document.getElementById("configuration").textContent);
const [viewer, name, asking, saved, about, operation, variables, told, json] = [
  "viewer", "name", "asking", "saved", "about", "operation", "variables", "told", "json",
].map((id) => document.getElementById(id));

const FIRST = "{\n  networks {\n    nodes { title }\n  }\n}\n";

if (known.viewer) {
  name.textContent = `${known.viewer.name}, ${known.viewer.role}`;
  viewer.hidden = false;
}

for (const group of new Set(known.operations.map((it) => it.group))) {
  const element = document.createElement("optgroup");
  element.label = group;
  for (const it of known.operations.filter((it) => it.group === group)) {
    element.append(new Option(it.title, it.name));
  }
  saved.append(element);
}

saved.addEventListener("change", () => {
  const chosen = known.operations.find((it) => it.name === saved.value);
  about.textContent = chosen ? chosen.about : "Välj en för att hämta den hit.";
  operation.value = chosen ? chosen.operation : FIRST;
  variables.value = chosen ? JSON.stringify(chosen.variables, null, 2) : "";
});
operation.value = FIRST;

asking.addEventListener("submit", async (event) => {
  event.preventDefault();
  let values;
  try {
    values = JSON.parse(variables.value.trim() || "{}");
  } catch (error) {
    told.textContent = `Variablerna är ingen JSON: ${error.message}`;
    variables.focus();
    return;
  }
  told.textContent = "Frågar …";
  try {
    const answer = await fetch("graphql", {
      method: "POST",
      headers: {
        Accept: "application/graphql-response+json, application/json",
        "Content-Type": "application/json",
        "GraphQL-Cost": "1",
      },
      body: JSON.stringify({ query: operation.value, variables: values }),
    });
    const found = await answer.json();
    told.textContent = found.errors
      ? `Det gick inte: ${found.errors.map((it) => it.message).join(" ")}`
      : "Svaret har kommit.";
    json.textContent = JSON.stringify(found, null, 2);
  } catch (error) {
    told.textContent = `Servern svarar inte: ${error.message}`;
  }
});
