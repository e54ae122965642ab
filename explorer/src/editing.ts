/** Changes of a text in an editor that can be undone, and that touch nothing but what differs. */

import type { MonacoEditor } from "@graphiql/react";

/** Make the text of an editor another one. */
export function rewrite(editor: MonacoEditor, text: string): void {
  const model = editor.getModel();
  if (!model) return;
  const before = model.getValue();
  const shorter = Math.min(before.length, text.length);
  let start = 0;
  while (start < shorter && before[start] === text[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === text.at(-1 - end)) end += 1;
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(before.length - end);
  const range = {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
  model.pushEditOperations([], [{ range, text: text.slice(start, text.length - end) }], () => null);
}
