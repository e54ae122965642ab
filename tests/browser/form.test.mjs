// What a form knows of its operation, and what is told of faults. Run by tests/browser/test_explorer_parts.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { buildSchema } from "../../explorer/node_modules/graphql/index.js";
import { faultsOf } from "../../explorer/src/faults.ts";
import { kindOf, kindsIn } from "../../explorer/src/kinds.ts";
import { questionFor, together } from "../../explorer/src/present.ts";
import { operationIn } from "../../explorer/src/view.ts";

const SCHEMA = buildSchema(readFileSync(new URL("../../schema/schema.graphql", import.meta.url), "utf8"));
const saved = (name) => readFileSync(new URL(`../../explorer/operations/${name}.graphql`, import.meta.url), "utf8");
const CHANGE = operationIn(saved("AndraMote"));

test("what a thing says is asked for as the operation has it, in each language, and of the version that was seen", () => {
  const { query } = questionFor(CHANGE, SCHEMA);
  const asked = "title summary preparation { markdown locale }";

  assert.ok(query.includes(`node(id: $id) { id ... on Content { version atVersion(number: $version) { content { ... on Meeting { ${asked}`));
  assert.ok(query.includes("networks { id title } contacts { id name }"));
  assert.ok(query.includes("venue { address name organisation { id name } }"));
  assert.deepEqual([...query.matchAll(/locale: (\w+)/g)].map(([, locale]) => locale), ["SV", "EN"]);
});

test("what changes nothing that is there has nothing to ask", () => {
  for (const name of ["SkapaMote", "StallInMote", "PubliceraNu", "HittaMote"]) {
    assert.equal(questionFor(operationIn(saved(name)), SCHEMA), null);
  }
});

test("answers become the variables that say the same, and what is said of nothing is left out", () => {
  const sv = {
    title: "Möte", summary: "In English", locales: { title: "SV", summary: "EN" }, agenda: { markdown: "- Ett", locale: "SV" }, localStart: "2027-03-18T09:00:00", networks: [{ id: "n", title: "N" }],
    contacts: [], venue: { name: "Salen", address: null, organisation: { id: "o" } }, registration: { mode: "NONE", url: null, closesAt: null },
  };
  const en = { ...sv, title: "Meeting", locales: { title: "EN", summary: "EN" } };

  assert.deepEqual(questionFor(CHANGE, SCHEMA).read([sv, en]), {
    titel: { sv: "Möte", en: "Meeting" },
    sammanfattning: { en: "In English" },
    dagordning: { sv: "- Ett" },
    start: "2027-03-18T09:00:00",
    natverk: ["n"],
    lokal: { name: "Salen", organisation: "o" },
    anmalan: { mode: "NONE" },
  });
});

test("the texts of links are told by language as well", () => {
  const link = { kind: "EXTERNAL", url: "https://exempel.se/", label: "Läs om nätverken", locale: "SV" };
  const question = questionFor(operationIn(saved("AndraSida")), SCHEMA);

  assert.deepEqual(question.read([{ links: [link] }, { links: [{ ...link, label: "Read on", locale: "EN" }] }]), {
    lankar: [{ kind: "EXTERNAL", label: { sv: "Läs om nätverken", en: "Read on" }, url: "https://exempel.se/" }],
  });
});

test("what two have changed is put together, text by text, and where both did mine stands and is told", () => {
  const before = { titel: { sv: "Ett", en: "One" }, ingress: { sv: "A" }, kontakter: ["a"], plats: 1 };
  const mine = { titel: { sv: "Två", en: "One" }, ingress: { sv: "B" }, kontakter: ["a"], plats: null, anteckning: "Nytt" };
  const now = { titel: { sv: "Ett", en: "Three" }, ingress: { sv: "C" }, kontakter: ["b"], plats: 1, syfte: { sv: "S" } };
  const clashes = [];

  assert.deepEqual(together(before, mine, now, (it) => clashes.push(it)), {
    titel: { sv: "Två", en: "Three" }, ingress: { sv: "B" }, kontakter: ["b"], plats: null, syfte: { sv: "S" }, anteckning: "Nytt",
  });
  assert.deepEqual(clashes, ["ingress.sv"]);
});

test("what is found is told by its type, and what a variable is to have as well", () => {
  const kinds = kindsIn("query Q { alla: networks { nodes { id contacts { id } } } node(id: 1) { id ... on Page { links { url } } } }", SCHEMA);

  assert.equal(kinds.get("alla.nodes"), "Network");
  assert.equal(kinds.get("alla.nodes.contacts"), "Contact");
  assert.equal(kinds.get("node"), undefined);
  assert.deepEqual(["id", "natverk", "kontakter", "titel"].map((it) => kindOf(it, CHANGE, SCHEMA)), ["Meeting", "Network", "Contact", "String"]);
  assert.equal(kindOf("id", operationIn(saved("PubliceraNu")), SCHEMA), undefined);
});

test("what an editor did wrong is told where they wrote it, and who has saved instead", () => {
  const [wrong, lost] = faultsOf({ data: { updateMeeting: { errors: [
    { message: "Kort.", path: ["input", "agenda", "sv"] },
    { message: "Någon annan.", path: ["input", "expectedVersion"], currentVersion: 3, savedAt: "2026-11-28T12:00:00Z", savedBy: { name: "Eva Lind" } },
  ] } } }, saved("AndraMote"));

  assert.deepEqual([wrong.path, wrong.where, wrong.newer], [["dagordning", "sv"], "Dagordning › svenska", undefined]);
  assert.deepEqual([lost.path, lost.where, lost.newer], [["version"], "Version", 3]);
  assert.match(lost.todo, /^Det var Eva Lind, 28 november 2026 /);
});

test("what is wrong with a variable is told where in it", () => {
  const message = "Variable '$lankar' has invalid value at [0].kind: Value 'X' does not exist in 'LinkKind' enum.";
  const [{ path, where }] = faultsOf({ errors: [{ message, extensions: { code: "BAD_USER_INPUT" } }] }, "");

  assert.deepEqual([path, where], [["lankar", "0", "kind"], "Länkar › nummer 1 › Slag"]);
});

test("who is signed out is told so", () => {
  const [{ signedOut }] = faultsOf({ errors: [{ message: "…", extensions: { code: "UNAUTHENTICATED" } }] }, "");

  assert.equal(signedOut, true);
});

const SAID = [
  ["'språk' is not an id: ids are UUIDs, as the field `id` tells them.", "”språk” är inget id."],
  ["Variable '$i' has invalid value: Expected a value of non-null type 'ID!' to be provided.", "Variabeln i fattas."],
  ["Variable '$i' has invalid value: Expected value of non-null type 'Int!' not to be None.", "Variabeln i är tom, och får inte vara det."],
  ["Variable '$i' has invalid value: Int cannot represent non-integer value: 'a'", "'a' är inget heltal."],
  ["Variable '$w' has invalid value: Expected value of type 'MeetingFilter' not to include unknown field 'foo', found: {'foo': 1}.", "Variabeln w har foo, som inte finns."],
  ["Variable '$w' has invalid value at .when: Value 'X' does not exist in 'MeetingTime' enum.", "”X” går inte att välja."],
  ["Variable '$d' has invalid value: Value 'PÅ PLATS' does not exist in 'Attendance' enum. Did you mean the enum value 'ONSITE'?", "”PÅ PLATS” går inte att välja."],
  ["Variable '$n' has invalid value: Expected value of type 'LocalisedText' to be an object, found: 'Hej'.", "Variabeln n är en text för varje språk."],
  ["Variable '$l' has invalid value at [0]: Expected value of type 'LinkInput' to include required field 'label', found: {'kind': 'EXTERNAL', 'url': 'https://a.se'}.", "Variabeln l saknar label."],
  ["Variable '$f' has invalid value: Expected value of type 'DateTime', but encountered error ''2027-01-01' is no DateTime: write it like 2026-09-01T09:00:00+02:00, offset and all.'; found: '2027-01-01'.", "”2027-01-01” är ingen tidpunkt."],
  ["Variable '$f' has invalid value: Expected value of type 'DateTime', but encountered error ''2027-02-31T00:00+01:00' is no DateTime: there is no such day or time.'; found: '2027-02-31T00:00+01:00'.", "2027-02-31T00:00+01:00 finns inte: det finns ingen sådan dag eller tid."],
  ["Variable '$r' has invalid value at .until: Expected value of type 'Date', but encountered error ''2027-09-31' is no Date: there is no such day.'; found: '2027-09-31'.", "2027-09-31 finns inte: det finns ingen sådan dag."],
  ["Variable '$p' has invalid value: Boolean cannot represent a non boolean value: 'ja'", "'ja' är varken true eller false."],
  ["Variable '$p' has invalid value: Int cannot represent non 32-bit signed integer value: 99999999999", "99999999999 är ett för stort tal."],
  ["There is no month 13 of 2027: months are 1 to 12, years 1970 to 2100.", "Månad 13 år 2027 finns inte."],
  ["The body may have 1000000 bytes at most.", "Det är för mycket på en gång: högst 1000000 byte får plats."],
  ["You may spend 100 in 60 seconds, and 3 is left; this is more. Try again in 7 seconds.", "Det har frågats för mycket på kort tid."],
  ["Something went wrong here; it has been written down as 01ab.", "Något gick fel hos oss. Det är antecknat som 01ab."],
  ["Cannot query field 'titel' on type 'Network'. Did you mean 'title'?", "Fältet titel finns inte hos Network."],
  ["Field 'nodes' of type '[Network!]!' must have a selection of subfields. Did you mean 'nodes { ... }'?", "Av nodes ska det sägas vilka fält, mellan { och }."],
  ["Argument 'Query.node(id:)' of type 'ID!' is required, but it was not provided.", "Query.node behöver argumentet id."],
  ["`first` is 99999: ask for 0 to 100 at a time, and page on from there.", "first är 99999: högst 100 åt gången."],
  ["Syntax Error: Expected Name, found <EOF>.", "Texten går inte att läsa här."],
];

for (const [theirs, ours] of SAID) {
  test(`${theirs} is told in Swedish`, () => {
    const [{ what, todo, english }] = faultsOf({ errors: [{ message: theirs, extensions: { code: "BAD_USER_INPUT" } }] }, "");

    assert.equal(what, ours);
    assert.ok(todo);
    assert.equal(english, false);
  });
}

test("what nobody has translated is told as it is, with what to do in Swedish", () => {
  assert.deepEqual(faultsOf({ errors: [{ message: "Odd.", extensions: { code: "NEW" } }] }, ""), [
    { what: "Odd.", where: "", todo: "Rätta det som felet nämner, och kör igen.", english: true, signedOut: false },
  ]);
});
