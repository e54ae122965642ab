import { type FragmentType, unmask } from "./generated/index.js";
import { DayCell_DayFragmentDoc } from "./generated/graphql.js";
import { type Markup, html } from "./html.js";
import { meetingLine } from "./MeetingLine.js";

/** A day, with its holidays and what meets on it. */
export function dayCell(given: FragmentType<typeof DayCell_DayFragmentDoc>): Markup {
  const day = unmask(DayCell_DayFragmentDoc, given);
  const kinds = [!day.inMonth && "beside", day.isRedDay && "red", day.isToday && "today"];
  return html`
    <td class="${kinds.filter(Boolean).join(" ")}">
      <time datetime="${day.date}">${Number(day.date.slice(8))}</time>
      ${day.holidays.map(({ name }) => html`<small>${name}</small>`)}
      <ul>${day.slices.map(({ meeting, startsHere }) => meetingLine(meeting, startsHere))}</ul>
    </td>`;
}
