/** The resolvers of the roots and the batched loaders of everything under them. */
import { statement } from "./database.mjs";

const NETWORK = "network.id, network.slug, network.title, network.lead";
const CONTACT = "contact.id, contact.slug, contact.name, contact.role, contact.email";
const MEETING = `meeting.id, meeting.slug, meeting.title, meeting.starts_at as "startsAt",
  meeting.ends_at as "endsAt", meeting.state`;
// no meeting is longer than a week (plain.sql): the index on starts_at then bounds both ends
const OVERLAPS = `meeting.starts_at < $2 and meeting.starts_at > $1::timestamptz - interval '7 days'
  and meeting.ends_at > $1`;

const areas = statement("areas", "select id, slug, title from plain.focus_area order by position, id limit $1");
const networks = statement("networks", `select ${NETWORK} from plain.network order by position, id limit $1`);
const network = statement("network", `select ${NETWORK} from plain.network where slug = $1`);
const meetings = statement(
  "meetings",
  `select ${MEETING} from plain.meeting where ${OVERLAPS} order by starts_at, id limit $3`,
);
const count = statement("count", `select count(*)::int as total from plain.meeting where ${OVERLAPS}`);

export const resolvers = {
  Query: {
    focusAreas: (_, { first }) => areas(first),
    networks: (_, { first }) => networks(first),
    network: async (_, { slug }) => (await network(slug))[0] ?? null,
    meetings: (_, window) => window,
  },
  Meetings: {
    total: async ({ from, to }) => (await count(from, to))[0].total,
    nodes: ({ from, to, first }) => meetings(from, to, first),
  },
};

/** A statement that is asked once for all parents; each row says in `parent` whose it is, from 1. */
function many(name, select, inner) {
  return statement(
    name,
    `select parents.number::int as parent, found.*
     from unnest($1::uuid[]) with ordinality as parents (id, number)
     cross join lateral (select ${select} ${inner}) as found
     order by parents.number`,
  );
}

/** A loader that asks for each parent once, however often it stands in the answer. */
function loader(ask, args = () => []) {
  return async (queries) => {
    const keys = new Map();
    for (const { obj } of queries) if (!keys.has(obj.id)) keys.set(obj.id, keys.size);
    const groups = Array.from(keys, () => []);
    for (const row of await ask([...keys.keys()], ...args(queries[0].params))) groups[row.parent - 1].push(row);
    return queries.map(({ obj }) => groups[keys.get(obj.id)]);
  };
}

/** As `loader`, for a field with arguments: one statement for each set of them (aliases may differ). */
function perArguments(ask, args) {
  const load = loader(ask, args);
  return async (queries) => {
    const same = (params) => args(params).every((value, index) => value === args(queries[0].params)[index]);
    if (queries.every(({ params }) => same(params))) return load(queries);
    return Promise.all(queries.map(async (query) => (await load([query]))[0]));
  };
}

const areasOfNetwork = many(
  "areasOfNetwork",
  "focus_area.id, focus_area.slug, focus_area.title",
  `from plain.network_focus_area link join plain.focus_area on focus_area.id = link.focus_area_id
   where link.network_id = parents.id order by focus_area.position, focus_area.id`,
);
const contactsOfNetwork = many(
  "contactsOfNetwork",
  CONTACT,
  `from plain.network_contact link join plain.contact on contact.id = link.contact_id
   where link.network_id = parents.id order by link.position limit $2`,
);
const meetingsOfNetwork = many(
  "meetingsOfNetwork",
  MEETING,
  `from plain.meeting_network link join plain.meeting on meeting.id = link.meeting_id
   where link.network_id = parents.id and meeting.ends_at > $2
   order by meeting.starts_at, meeting.id limit $3`,
);
const networksOfArea = many(
  "networksOfArea",
  NETWORK,
  `from plain.network_focus_area link join plain.network on network.id = link.network_id
   where link.focus_area_id = parents.id order by network.position, network.id limit $2`,
);
const networksOfContact = many(
  "networksOfContact",
  NETWORK,
  `from plain.network_contact link join plain.network on network.id = link.network_id
   where link.contact_id = parents.id order by network.position, network.id limit $2`,
);
const networksOfMeeting = many(
  "networksOfMeeting",
  NETWORK,
  `from plain.meeting_network link join plain.network on network.id = link.network_id
   where link.meeting_id = parents.id order by link.position`,
);
const bodyOfNetwork = many("bodyOfNetwork", "network.body", "from plain.network where network.id = parents.id");

const first = ({ first }) => [first];
const body = loader(bodyOfNetwork);

export const loaders = {
  FocusArea: { networks: perArguments(networksOfArea, first) },
  Contact: { networks: perArguments(networksOfContact, first) },
  Network: {
    body: async (queries) => (await body(queries)).map(([row]) => row.body),
    focusAreas: loader(areasOfNetwork),
    contacts: perArguments(contactsOfNetwork, first),
    meetings: perArguments(meetingsOfNetwork, ({ endsAfter, first }) => [endsAfter, first]),
  },
  Meeting: { networks: loader(networksOfMeeting) },
};
