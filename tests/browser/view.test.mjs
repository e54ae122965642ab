// The text of an operation with another view: nothing else of it changes. Run by tests/browser/test_explorer_parts.py.

import assert from "node:assert/strict";
import { test } from "node:test";
import { foundIn, joined, leftOpen, openIn, openTexts, said, updated } from "../../explorer/src/filling.ts";
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
    { id: "m", version: 2, name: "Möte", way: "meetings.nodes" },
    { id: "v", version: undefined, name: "v", way: "viewer" },
    { id: "c", version: undefined, name: "Åsa", way: "viewer.contacts" },
  ]);
  assert.deepEqual(foundIn(null), []);
});

test("of what has happened, the latest is told first, by its name where that is known", () => {
  const nodes = [
    { moment: "1", id: "a", version: 1, note: "Ny", content: { id: "a", version: 2, title: "Anna" } },
    { moment: "2", id: "b", version: 1, note: "Borta", content: null },
    { moment: "3", id: "a", version: 2, note: "", content: { id: "a", version: 2, title: "Anna" } },
  ];

  assert.deepEqual(foundIn({ changes: { nodes } }).map(({ id, version, name }) => [id, version, name]), [["a", 2, "Anna"], ["b", 1, "Borta"]]);
});

test("a thing takes the place of what is open or was chosen before, with its version", () => {
  const example = { id: "«mötets id»", version: 1, titel: { sv: "«nej»" } };
  const thing = { id: "m", version: 3, name: "Möte" };

  assert.deepEqual(openIn(example), ["id"]);
  assert.deepEqual(joined(example, thing), { ...example, id: "m", version: 3 });
  assert.deepEqual(joined({ ...example, id: "x", version: 2 }, thing), { ...example, id: "m", version: 3 });
  assert.deepEqual(joined({ id: "«mötets id»" }, thing), { id: "m" });
});

test("in a list, things and their versions stand beside one another, and go together", () => {
  const one = joined({ id: ["«mötets id»"], version: [1] }, { id: "t", version: 7, name: "" });
  const two = joined(one, { id: "u", version: 2, name: "" });

  assert.deepEqual(one, { id: ["t"], version: [7] });
  assert.deepEqual(two, { id: ["t", "u"], version: [7, 2] });
  assert.deepEqual(said(two, "id", ["u"]), { id: ["u"], version: [2] });
  assert.deepEqual(joined({ id: ["«mötets id»"] }, { id: "t", version: 7, name: "" }), { id: ["t"] });
});

test("a version that a change has made is the one to change next, and no other", () => {
  const answer = (version, errors = []) => ({ updateMeeting: { meeting: { id: "m", version }, errors } });

  assert.deepEqual(updated({ id: "m", version: 1, titel: "x" }, answer(2)), { id: "m", version: 2, titel: "x" });
  assert.equal(updated({ id: "m", version: 2 }, answer(2)), null);
  assert.equal(updated({ id: "other", version: 1 }, answer(2)), null);
  assert.equal(updated({ id: "m", version: 1 }, { meeting: { id: "m", version: 2 } }), null);
});

test("what is still as an example left it is found, with its place, and no other text", () => {
  const example = { id: ["«mötets id»"], version: [1] };
  const examples = new Set(openTexts(example).map(({ text }) => text));

  assert.deepEqual(leftOpen({ a: [{ b: "x" }, { b: "«mötets id»" }] }, examples), { path: ["a", 1, "b"], text: "«mötets id»" });
  assert.equal(leftOpen({ titel: "«Hej», sa hon. «Hej»" }, examples), undefined);
  assert.equal(leftOpen({ titel: "«Hej»" }, examples), undefined);
  assert.equal(leftOpen(undefined, examples), undefined);
});
