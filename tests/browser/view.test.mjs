// The text of an operation with another view: nothing else of it changes. Run by tests/browser/test_explorer_parts.py.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "../../explorer/src/faults.ts";
import { filled, foundIn, leftOpen, openIn, openTexts } from "../../explorer/src/filling.ts";
import { localOf, momentOf } from "../../explorer/src/moments.ts";
import { operationIn, viewOf, withView } from "../../explorer/src/view.ts";

const NOW = { kind: "now" };
const DRAFTS = { kind: "drafts" };
const AT = { kind: "at", moment: "2027-01-01T00:00:00+01:00" };
const WRITTEN = '@view(at: "2027-01-01T00:00:00+01:00")';

const CASES = [
  ["{ a }", DRAFTS, "query @view(drafts: true) { a }"],
  ["{ a }", NOW, "{ a }"],
  ["query { a }", DRAFTS, "query @view(drafts: true) { a }"],
  ["query Q{ a }", AT, `query Q ${WRITTEN} { a }`],
  ["query Q($a: Int = 1) {\n  # kept\n  a }", DRAFTS, "query Q($a: Int = 1) @view(drafts: true) {\n  # kept\n  a }"],
  ["query Q # why\n{ a }", DRAFTS, "query Q @view(drafts: true) # why\n{ a }"],
  ["query Q @view(drafts: true) { a }", NOW, "query Q { a }"],
  ["query Q\n  @view(drafts: true)\n{ a }", NOW, "query Q\n{ a }"],
  ["query Q # why\n  @view(drafts: true)\n{ a }", NOW, "query Q # why\n{ a }"],
  ["query Q # why\n@view(drafts: true) { a }", NOW, "query Q # why\n { a }"],
  ["query Q @view(drafts: true) { a }", AT, `query Q ${WRITTEN} { a }`],
  [`query Q ${WRITTEN} { a }`, DRAFTS, "query Q @view(drafts: true) { a }"],
  ["query Q @view(locale: EN) { a }", DRAFTS, "query Q @view(locale: EN, drafts: true) { a }"],
  ["query Q @view(drafts: true, locale: EN) { a }", NOW, "query Q @view(locale: EN) { a }"],
  ["query Q @other @view(drafts: $d) { a }", DRAFTS, "query Q @other @view(drafts: true) { a }"],
  ["mutation M { a }", NOW, "mutation M @view(drafts: false) { a }"],
  ["mutation M @view(drafts: false) { a }", DRAFTS, "mutation M { a }"],
  ["# först\nfragment F on A { a }\nquery Q { ...F }", DRAFTS, "# först\nfragment F on A { a }\nquery Q @view(drafts: true) { ...F }"],
];

for (const [before, view, after] of CASES) {
  test(`${JSON.stringify(before)} with ${view.kind}`, () => {
    assert.equal(withView(before, operationIn(before), view), after);
    assert.deepEqual(viewOf(operationIn(after)), view);
  });
}

test("the operation that is meant is changed, and no other", () => {
  const text = "query A { a }\nquery B { a }";

  assert.equal(withView(text, operationIn(text, "B"), DRAFTS), "query A { a }\nquery B @view(drafts: true) { a }");
});

test("what the switch cannot say is other", () => {
  for (const said of ["drafts: $d", "at: $t", 'at: "2027-01-01T00:00Z", drafts: true']) {
    assert.deepEqual(viewOf(operationIn(`query Q @view(${said}) { a }`)), { kind: "other" });
  }
});

test("null is as if nothing was said", () => {
  assert.deepEqual(viewOf(operationIn("query Q @view(drafts: null, at: null) { a }")), NOW);
  assert.deepEqual(viewOf(operationIn("mutation M @view(drafts: null) { a }")), DRAFTS);
});

test("a text that is not GraphQL has no operation", () => {
  assert.equal(operationIn("query {"), null);
  assert.equal(operationIn("fragment F on A { a }"), null);
});

test("moments have the offset of their day", () => {
  assert.equal(momentOf("2027-01-01T00:00"), "2027-01-01T00:00:00+01:00");
  assert.equal(momentOf("2027-07-01T12:30"), "2027-07-01T12:30:00+02:00");
  assert.equal(localOf("2027-06-30T22:00:00Z"), "2027-07-01T00:00");
  assert.equal(localOf("snart"), "");
});

test("things are found wherever they stand, each once", () => {
  const meeting = { id: "m", title: "Möte", version: 2 };
  const data = { meetings: { nodes: [meeting, { ...meeting, version: 1 }] }, viewer: { id: "v", contacts: [{ id: "c", name: "Åsa" }] } };

  assert.deepEqual(foundIn(data), [
    { id: "m", version: 2, name: "Möte" },
    { id: "v", version: undefined, name: "v" },
    { id: "c", version: undefined, name: "Åsa" },
  ]);
  assert.deepEqual(foundIn(null), []);
});

test("an id goes where it is left open, with the version of the same thing", () => {
  const example = { id: "«mötets id»", version: 1, titel: { sv: "«nej»" } };
  const thing = { id: "m", version: 3, name: "Möte" };

  assert.deepEqual(openIn(example), ["id"]);
  assert.deepEqual(filled(example, example, thing), { ...example, id: "m", version: 3 });
  assert.deepEqual(filled({ ...example, id: "x", version: 2 }, example, thing), { ...example, id: "m", version: 3 });
});

test("lists are filled as lists, and other ids without a version", () => {
  const publish = { id: ["«mötets id»"], version: [1] };
  const change = { id: "m", version: 3, kontakter: ["«personens id»"] };
  const thing = { id: "t", version: 7, name: "" };

  assert.deepEqual(filled(publish, publish, thing), { id: ["t"], version: [7] });
  assert.deepEqual(filled(change, change, thing), { id: "m", version: 3, kontakter: ["t"] });
  assert.deepEqual(filled({ slug: "a" }, { slug: "a" }, thing), { slug: "a" });
});

test("what is still as an example left it is found, with its place, and no other text", () => {
  const example = { id: ["«mötets id»"], version: [1] };
  const examples = new Set(openTexts(example).map(({ text }) => text));

  assert.deepEqual(leftOpen({ a: [{ b: "x" }, { b: "«mötets id»" }] }, examples), { path: ["a", 1, "b"], text: "«mötets id»" });
  assert.equal(leftOpen({ titel: "«Hej», sa hon. «Hej»" }, examples), undefined);
  assert.equal(leftOpen({ titel: "«Hej»" }, examples), undefined);
  assert.equal(leftOpen(undefined, examples), undefined);
});

const SAID = [
  ["'språk' is not an id: ids are UUIDs, as the field `id` tells them.", "”språk” är inget id."],
  ["Variable '$i' has invalid value: Expected a value of non-null type 'ID!' to be provided.", "Variabeln i fattas."],
  ["Variable '$i' has invalid value: Expected value of non-null type 'Int!' not to be None.", "Variabeln i är tom, och får inte vara det."],
  ["Variable '$i' has invalid value: Int cannot represent non-integer value: 'a'", "Variabeln i är inte skriven som den ska."],
  ["Variable '$w' has invalid value: Expected value of type 'MeetingFilter' not to include unknown field 'foo', found: {'foo': 1}.", "Variabeln w har foo, som inte finns."],
  ["Variable '$w' has invalid value at .when: Value 'X' does not exist in 'MeetingTime' enum.", "Variabeln w är inte skriven som den ska: when."],
  ["Cannot query field 'titel' on type 'Network'. Did you mean 'title'?", "Fältet titel finns inte hos Network."],
  ["Field 'nodes' of type '[Network!]!' must have a selection of subfields. Did you mean 'nodes { ... }'?", "Av nodes ska det sägas vilka fält, mellan { och }."],
  ["Argument 'Query.node(id:)' of type 'ID!' is required, but it was not provided.", "Query.node behöver argumentet id."],
  ["`first` is 99999: ask for 0 to 100 at a time, and page on from there.", "first är 99999: högst 100 åt gången."],
  ["Syntax Error: Expected Name, found <EOF>.", "Texten går inte att läsa här."],
];

for (const [theirs, ours] of SAID) {
  test(`${theirs} is told in Swedish`, () => {
    const [{ what, todo, english }] = faultsOf({ errors: [{ message: theirs, extensions: { code: "BAD_USER_INPUT" } }] });

    assert.equal(what, ours);
    assert.ok(todo);
    assert.equal(english, false);
  });
}

test("what nobody has translated is told as it is, with what to do in Swedish", () => {
  assert.deepEqual(faultsOf({ errors: [{ message: "Odd.", extensions: { code: "NEW" } }] }), [
    { what: "Odd.", where: "", todo: "Rätta det som felet nämner, och kör igen.", english: true },
  ]);
});
