import type { ResultOf } from "@graphql-typed-document-node/core";
import { ask } from "./asking.js";
import { NetworkListQueryDocument } from "./generated/graphql.js";
import { type Markup, html } from "./html.js";
import { networkCard } from "./NetworkCard.js";

type Page = ResultOf<typeof NetworkListQueryDocument>;

/** All networks, asked for page by page. */
export async function networkList(server: URL, first = 4): Promise<Markup> {
  const cards: Markup[] = [];
  let after: string | null = null;
  do {
    const page: Page = await ask(server, NetworkListQueryDocument, { first, after });
    cards.push(...page.networks.nodes.map(networkCard));
    after = page.networks.pageInfo.hasNextPage ? page.networks.pageInfo.endCursor : null;
  } while (after !== null);
  return html`
    <section>
      <h2>Nätverk</h2>
      <div class="cards">${cards}</div>
    </section>`;
}
