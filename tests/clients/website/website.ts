// What front-ends rely on, in types only: it compiles when what was generated is what the schema says.
import type { ResultOf, VariablesOf } from "@graphql-typed-document-node/core";
import { useFragment } from "./generated";
import {
  type LinkKind,
  type Locale,
  type MeetingState,
  type RegistrationMode,
  CalendarDay_DayFragmentDoc,
  CalendarMonthQueryDocument,
  Contact_ContactFragmentDoc,
  MeetingPageQueryDocument,
  Meeting_RowFragmentDoc,
  MeetingsBetweenQueryDocument,
  Network_CardFragmentDoc,
  NetworkPageQueryDocument,
  OrganisationsQueryDocument,
  Organisations_PageFragmentDoc,
  ThingsQueryDocument,
} from "./generated/graphql";

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type All<Truths extends readonly true[]> = Truths;

type Network = ResultOf<typeof NetworkPageQueryDocument>["network"];
type Page = NonNullable<Network>;
type PageOf = VariablesOf<typeof NetworkPageQueryDocument>;
type MonthOf = VariablesOf<typeof CalendarMonthQueryDocument>;
type Listed = ResultOf<typeof Network_CardFragmentDoc>;
type Day = ResultOf<typeof CalendarDay_DayFragmentDoc>;
type Meeting = ResultOf<typeof Meeting_RowFragmentDoc>;
type Held = NonNullable<ResultOf<typeof MeetingPageQueryDocument>["meeting"]>;
type Contact = ResultOf<typeof Contact_ContactFragmentDoc>;
type Organisations = ResultOf<typeof Organisations_PageFragmentDoc>["organisations"];
type Things = ResultOf<typeof ThingsQueryDocument>;

export type WhatTheStoreGuaranteesIsThere = All<
  [
    Same<Page["id"], string>,
    Same<
      Page["focusAreas"],
      { id: string; slug: string; title: string; locales: { title: Locale } }[]
    >,
    Same<Page["upcoming"]["totalCount"], number>,
    Same<Listed["contacts"], { id: string; name: string }[]>,
    Same<Day["isoWeek"], number>,
    Same<Day["holidays"], { name: string; publicHoliday: boolean }[]>,
    Same<Meeting["startsAt"], string>,
    Same<Meeting["allDay"], boolean>,
    Same<Meeting["state"], MeetingState>,
    Same<Held["registration"]["mode"], RegistrationMode>,
    Same<Organisations["edges"][number]["cursor"], string>,
    Same<Organisations["pageInfo"]["hasNextPage"], boolean>,
  ]
>;

export type WhatMayBeMissingIsAskedFor = All<
  [
    Same<null extends Network ? true : false, true>,
    Same<Page["body"], { html: string; locale: Locale } | null>,
    Same<Page["prerequisites"], string | null>,
    Same<Listed["lead"], string | null>,
    Same<Listed["locales"], { title: Locale; lead: Locale | null }>,
    Same<Contact["email"], string | null>,
    Same<Held["reason"], string | null>,
    Same<Held["registration"]["url"], string | null>,
    Same<
      Meeting["venue"],
      {
        name: string | null;
        address: string | null;
        organisation: { id: string; name: string } | null;
      } | null
    >,
    Same<Page["upcoming"]["pageInfo"]["endCursor"], string | null>,
    Same<Organisations["edges"][number]["node"]["code"], string | null>,
    Same<null extends Things["node"] ? true : false, true>,
    Same<null extends Things["nodes"][number] ? true : false, true>,
  ]
>;

export type WhatIsChosenFromIsListed = All<
  [
    Same<LinkKind, "CALENDAR" | "DOCUMENT" | "EXTERNAL" | "INTERNAL">,
    Same<Locale, "EN" | "SV">,
    Same<
      Extract<NonNullable<Things["node"]>["__typename"], "Meeting" | "Network" | "Whatever">,
      "Meeting" | "Network" // among others: whatever is content
    >,
  ]
>;

export const september: MonthOf = { year: 2025, month: 9, network: "spraklust", locale: "SV" };
export const pageOf: PageOf = { slug: "spraklust", locale: "EN" };
export const allOf: VariablesOf<typeof OrganisationsQueryDocument> = {};
export const ofTwo: VariablesOf<typeof MeetingsBetweenQueryDocument> = {
  between: { from: "2025-09-01T00:00:00+02:00", to: "2025-10-01T00:00:00+02:00" },
  networks: ["spraklust", "tillganglighet"],
};

// @ts-expect-error: a stretch of time has both ends
export const endless: typeof ofTwo = { between: { from: ofTwo.between.from } };
// @ts-expect-error: a page is one of a network
export const nowhere: PageOf = { locale: "SV" };
// @ts-expect-error: content is kept in two languages
export const klingon: PageOf = { slug: "", locale: "TLH" };

export function rows(day: Day): string[] {
  return day.slices.map((slice) => {
    const meeting = useFragment(Meeting_RowFragmentDoc, slice.meeting);
    return `${meeting.localStart} ${meeting.title}: ${meeting.venue?.organisation?.name ?? "online"}`;
  });
}
