import { contactLine } from "./ContactLine.js";
import { type FragmentType, unmask } from "./generated/index.js";
import { NetworkCard_NetworkFragmentDoc } from "./generated/graphql.js";
import { type Markup, html } from "./html.js";
import { lang } from "./lang.js";

/** A network, with the people to turn to in the editors' order. */
export function networkCard(given: FragmentType<typeof NetworkCard_NetworkFragmentDoc>): Markup {
  const network = unmask(NetworkCard_NetworkFragmentDoc, given);
  return html`
    <article id="${network.slug}">
      <h3${lang(network.locales.title)}>${network.title}</h3>
      ${network.lead && html`<p${lang(network.locales.lead)}>${network.lead}</p>`}
      <ul>${network.contacts.map(contactLine)}</ul>
    </article>`;
}
