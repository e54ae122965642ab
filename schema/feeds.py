"""What can be subscribed to: the addresses of the feeds that tell what a question asks for."""

import strawberry

from schema.scalars import URL


@strawberry.type(
    description="The addresses of feeds of just these meetings, whatever the page: what has not "
    "ended, and the last twelve months. They stay good; feeds tell what visitors may see."
)
class Feeds:
    ics: URL = strawberry.field(description="As iCalendar (RFC 5545).")
    webcal: URL = strawberry.field(
        description="The same, for a link that asks the reader's calendar to subscribe."
    )
    atom: URL = strawberry.field(description="As Atom (RFC 4287).")
    json: URL = strawberry.field(description="As JSON Feed 1.1.")
