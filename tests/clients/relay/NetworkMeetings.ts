// A network's meetings that load more: a connection under a node, which Relay asks for again by id.
import { graphql } from "react-relay";

export const meetings = graphql`
  fragment NetworkMeetings_network on Network
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" })
  @refetchable(queryName: "NetworkMeetingsPageQuery") {
    meetings(first: $count, after: $cursor, orderBy: [{ field: STARTS_AT }])
      @connection(key: "NetworkMeetings_meetings") {
      totalCount
      edges {
        node {
          ...MeetingLine_meeting
        }
      }
    }
  }
`;

export const network = graphql`
  query NetworkMeetingsQuery($slug: String!) {
    network(slug: $slug) {
      title
      ...NetworkMeetings_network @arguments(count: 1)
    }
  }
`;
