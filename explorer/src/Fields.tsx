/**
 * The tree of fields, by keyboard as well: the plugin has boxes that are clicked.
 *
 * What they are is said while it is bundled (accessible.json); here is what their keys do.
 */

import { explorerPlugin } from "@graphiql/plugin-explorer";
import type { GraphiQLPlugin } from "@graphiql/react";
import type { KeyboardEvent } from "react";

const { content: Tree, icon } = explorerPlugin();

function Fields() {
  return (
    <section className="fields" aria-label="Fälten" onKeyDown={press}>
      <Tree />
    </section>
  );
}

/** Space and Enter choose, with Alt everything below; arrows, Home and End go from box to box. */
function press(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key, altKey } = event;
  if (!(target instanceof HTMLElement) || target.role !== "checkbox" || event.ctrlKey || event.metaKey) return;
  const boxes = [...currentTarget.querySelectorAll<HTMLElement>("[role=checkbox]")];
  const at = boxes.indexOf(target);
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 };
  if (key === " " || key === "Enter") {
    target.dispatchEvent(new MouseEvent("click", { bubbles: true, altKey }));
  } else if (key in steps) {
    boxes[steps[key]!]?.focus();
  } else {
    return;
  }
  event.preventDefault();
}

export const FIELDS: GraphiQLPlugin = { title: "Fälten", icon, content: Fields };
