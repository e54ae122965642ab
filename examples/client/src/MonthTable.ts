import type { ResultOf } from "@graphql-typed-document-node/core";
import { ask } from "./asking.js";
import { dayCell } from "./DayCell.js";
import { MonthTableQueryDocument } from "./generated/graphql.js";
import { type Markup, html } from "./html.js";

type Days = ResultOf<typeof MonthTableQueryDocument>["calendarMonth"]["days"];

const DAYS = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"];
const NAMED = new Intl.DateTimeFormat("sv-SE", { month: "long", year: "numeric", timeZone: "UTC" });

/** A month as a table of weeks; the server knows where weeks and days begin. */
export async function monthTable(server: URL, year: number, month: number): Promise<Markup> {
  const answer = await ask(server, MonthTableQueryDocument, { year, month });
  const days = answer.calendarMonth.days;
  const weeks = Array.from({ length: days.length / 7 }, (_, at) => days.slice(7 * at, 7 * at + 7));
  return html`
    <section>
      <h2>${NAMED.format(Date.UTC(year, month - 1))}</h2>
      <div class="month" tabindex="0" role="region" aria-label="Månadens dagar">
        <table>
          <thead><tr><th scope="col">v.</th>${DAYS.map((day) => html`<th scope="col">${day}</th>`)}</tr></thead>
          <tbody>${weeks.map(weekRow)}</tbody>
        </table>
      </div>
    </section>`;
}

function weekRow(days: Days): Markup {
  return html`<tr><th scope="row">${days[0]?.isoWeek}</th>${days.map(dayCell)}</tr>`;
}
