// The whole agenda, forward and backward: a connection of the query itself, with a filter.
import { graphql } from "react-relay";

export const meetings = graphql`
  fragment Agenda_meetings on Query
  @argumentDefinitions(
    first: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
    where: { type: "MeetingFilter" }
  )
  @refetchable(queryName: "AgendaPageQuery") {
    meetings(first: $first, after: $after, last: $last, before: $before, where: $where)
      @connection(key: "Agenda_meetings", filters: ["where"]) {
      edges {
        node {
          ...MeetingLine_meeting
        }
      }
    }
  }
`;

export const agenda = graphql`
  query AgendaQuery($where: MeetingFilter) {
    ...Agenda_meetings @arguments(first: 2, where: $where)
  }
`;
