import { type FragmentType, unmask } from "./generated/index.js";
import { ContactLine_ContactFragmentDoc } from "./generated/graphql.js";
import { type Markup, html } from "./html.js";
import { lang } from "./lang.js";

/** A person to turn to, with a way to reach them if they have told one. */
export function contactLine(given: FragmentType<typeof ContactLine_ContactFragmentDoc>): Markup {
  const contact = unmask(ContactLine_ContactFragmentDoc, given);
  const name = contact.email
    ? html`<a href="mailto:${contact.email}">${contact.name}</a>`
    : html`${contact.name}`;
  return html`<li>${name}${contact.role && html`<br><span${lang(contact.locales.role)}>${contact.role}</span>`}</li>`;
}
