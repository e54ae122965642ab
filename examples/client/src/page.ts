import { type Markup, html } from "./html.js";

/** A page that stands by itself: no script, and nothing to fetch. */
export function page(title: string, content: readonly Markup[]): Markup {
  return html`<!doctype html>
<html lang="sv">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style>
      body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #17211f; background: #fbfaf7; }
      h1, h2, h3 { line-height: 1.2; }
      h2::first-letter { text-transform: uppercase; }
      a { color: #00594f; }
      .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 1rem; }
      article { padding: 0 1.25rem; background: #fff; border: 1px solid #d5dbd6; border-radius: .5rem; }
      article ul, td ul { padding: 0; list-style: none; }
      .month { overflow-x: auto; }
      table { width: 100%; min-width: 48rem; border-collapse: collapse; table-layout: fixed; background: #fff; }
      th, td { padding: .375rem; border: 1px solid #d5dbd6; vertical-align: top; text-align: left; }
      th { width: 3rem; font-weight: 600; }
      thead th:not(:first-child) { width: auto; }
      td { height: 5.5rem; font-size: .875rem; }
      td, h3 { overflow-wrap: anywhere; hyphens: auto; }
      td small { display: block; }
      td ul { margin: .25rem 0 0; }
      .beside { color: #4b5a57; background: #f3f2ee; }
      .red > time, .red > small { color: #a3211b; }
      .today { outline: 2px solid #00594f; outline-offset: -2px; }
    </style>
  </head>
  <body>
    <h1>${title}</h1>
    ${content}
  </body>
</html>
`;
}
