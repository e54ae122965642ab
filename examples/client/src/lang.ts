import type { Locale } from "./generated/graphql.js";
import { type Markup, html } from "./html.js";

/**
 * The language of a text as an attribute, for screen readers and hyphens (WCAG 2.1, 3.1.2).
 *
 * A text that is missing in the page's language comes in another one; so each says its own.
 */
export function lang(locale: Locale | null): Markup {
  return locale ? html` lang="${locale.toLowerCase()}"` : html``;
}
