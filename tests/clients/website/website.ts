// A small website in types only: it compiles when what was generated is what the schema says.
import type { ResultOf, VariablesOf } from "@graphql-typed-document-node/core";
import { useFragment } from "./generated";
import {
  type LinkKind,
  type Locale,
  type MeetingState,
  type RegistrationMode,
  CalendarMonthQueryDocument,
  MeetingRow_MeetingFragmentDoc,
  NetworkCard_NetworkFragmentDoc,
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
type Card = ResultOf<typeof NetworkCard_NetworkFragmentDoc>;
type Meeting = ResultOf<typeof MeetingRow_MeetingFragmentDoc>;
type Month = ResultOf<typeof CalendarMonthQueryDocument>["meetings"];
type Organisations = ResultOf<typeof Organisations_PageFragmentDoc>["organisations"];
type Things = ResultOf<typeof ThingsQueryDocument>;

export type WhatTheStoreGuaranteesIsThere = All<
  [
    Same<Page["id"], string>,
    Same<Page["editions"], { id: string; year: number }[]>,
    Same<Card["title"], string>,
    Same<Card["focusAreas"], { id: string; slug: string; title: string }[]>,
    Same<Meeting["startsAt"], string>,
    Same<Meeting["allDay"], boolean>,
    Same<Meeting["state"], MeetingState>,
    Same<Meeting["registration"]["mode"], RegistrationMode>,
    Same<Month["totalCount"], number>,
    Same<Organisations["edges"][number]["cursor"], string>,
    Same<Organisations["pageInfo"]["hasNextPage"], boolean>,
  ]
>;

export type WhatMayBeMissingIsAskedFor = All<
  [
    Same<null extends Network ? true : false, true>,
    Same<Page["body"], { html: string } | null>,
    Same<Page["prerequisites"], string | null>,
    Same<Card["lead"], string | null>,
    Same<Meeting["reason"], string | null>,
    Same<
      Meeting["venue"],
      { name: string | null; organisation: { id: string; name: string } | null } | null
    >,
    Same<Meeting["registration"]["url"], string | null>,
    Same<Month["pageInfo"], { hasNextPage: boolean; endCursor: string | null }>,
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
      NonNullable<Things["node"]>["__typename"],
      "Contact" | "Edition" | "FocusArea" | "Meeting" | "Network" | "Organisation" | "Page"
    >,
  ]
>;

export const september: MonthOf = {
  month: { from: "2025-09-01T00:00:00+02:00", to: "2025-10-01T00:00:00+02:00" },
};
export const pageOf: PageOf = { slug: "spraklust" };
export const allOf: VariablesOf<typeof OrganisationsQueryDocument> = {};

// @ts-expect-error: a month has both ends
export const endless: MonthOf = { month: { from: september.month.from } };
// @ts-expect-error: a page is one of a network
export const nowhere: PageOf = { locale: "SV" };
// @ts-expect-error: content is kept in two languages
export const klingon: PageOf = { slug: "", locale: "TLH" };

export function rows(month: Month): string[] {
  return month.nodes.map((node) => {
    const meeting = useFragment(MeetingRow_MeetingFragmentDoc, node);
    return `${meeting.localStart} ${meeting.title}: ${meeting.venue?.organisation?.name ?? "online"}`;
  });
}
