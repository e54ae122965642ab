import { type FragmentType, unmask } from "./generated/index.js";
import { MeetingLine_MeetingFragmentDoc, type MeetingState } from "./generated/graphql.js";
import { type Markup, html } from "./html.js";
import { lang } from "./lang.js";

/** What is said of a meeting's state. One that the schema gets later does not compile without words. */
const STATES: Record<MeetingState, string | null> = {
  CANCELLED: "Inställt",
  CONFIRMED: null,
  POSTPONED: "Uppskjutet",
  SAVE_THE_DATE: "Boka dagen",
};

/** A meeting, with its time on the clocks of the place on the day that it starts. */
export function meetingLine(
  given: FragmentType<typeof MeetingLine_MeetingFragmentDoc>,
  startsHere: boolean,
): Markup {
  const meeting = unmask(MeetingLine_MeetingFragmentDoc, given);
  const time = startsHere && !meeting.allDay && meeting.localStart.slice(11, 16);
  const state = STATES[meeting.state];
  const title = html`<span${lang(meeting.locales.title)}>${meeting.title}</span>`;
  return html`<li>${time && html`<time>${time}</time> `}${state && html`<em>${state}:</em> `}${title}</li>`;
}
