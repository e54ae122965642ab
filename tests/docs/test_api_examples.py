"""Every example of the documentation is asked, and answered as the document says, to the letter.

A text such as ``«cursor»`` stands for one that differs from installation to installation. Where
it stands first it takes what the answer has there; later it must mean the same, and variables may
use it.
"""

import json
import re
from contextlib import aclosing
from typing import Any

import pytest
from httpx import AsyncClient, Response

from resolvers.streaming import Stream
from services.view import VISITOR, Viewer
from tests.asking import ADMIN, EDITOR, read
from tests.docs.conftest import MOMENT, Website
from tests.docs.reading import Example, examples
from tests.resolvers.streams import begun

DOCUMENTS = ["README.md", "docs/api.md"]

VIEWERS = {"graphql editor": EDITOR, "graphql administrator": ADMIN}

Known = dict[str, str]
"""What the placeholders stand for, as far as they have been met."""


@pytest.mark.parametrize("document", DOCUMENTS)
async def test_the_examples_are_answered_as_the_document_says(
    website: Website, document: str
) -> None:
    known: Known = {}
    said, answered = {}, {}

    for example in examples(document):
        expected, answer = await asked(website, example, known)
        said[example.place] = written(filled(expected, answer, known))
        answered[example.place] = written(answer)

    assert answered == said
    assert said


async def asked(website: Website, example: Example, known: Known) -> tuple[Any, Any]:
    """Give the promised answer and the one that there is."""
    if example.kind == "http":
        found = await sent(website.client, replaced(example.question, known))
        return promised(example.answer, found)
    variables = json.loads(replaced(example.variables, known))
    question = replaced(example.question, known)
    if question.startswith("subscription"):
        return json.loads(example.answer), await first_told(website, question, variables)
    viewer = VIEWERS.get(example.kind, VISITOR)
    answer = await website.ask(question, variables, now=MOMENT, viewer=viewer)
    return json.loads(example.answer), answer


async def first_told(website: Website, question: str, variables: dict[str, Any]) -> Any:
    """Follow what changes, and give the first thing that is told."""
    stream = await begun(website.ask.gate, question, **variables)
    assert isinstance(stream, Stream), stream
    async with aclosing(stream.answers(visitors, lambda: MOMENT)) as answers:
        return read((await anext(answers)).body)


async def visitors() -> Viewer:
    """Everybody is one."""
    return VISITOR


async def sent(client: AsyncClient, request: str) -> Response:
    """Send a request that is written as HTTP is: a line, headers, an empty line, a body."""
    head, _, body = request.partition("\n\n")
    line, *headers = head.strip().splitlines()
    method, target = line.split(" ", 1)
    named = dict(it.split(": ", 1) for it in headers)
    return await client.request(method, target, headers=named, content=body.strip() or None)


def promised(answer: str, found: Response) -> tuple[Any, Any]:
    """Give status, the headers that the document shows, and body: as promised, and as found."""
    head, _, body = answer.partition("\n\n")
    status, *headers = head.strip().splitlines()
    named = dict(it.split(": ", 1) for it in headers)
    there = {name: found.headers.get(name) for name in named}
    streamed = found.headers.get("content-type", "").startswith("text/event-stream")
    read = events if streamed else whole
    return (
        [int(status.split(" ")[0]), named, read(body)],
        [found.status_code, there, read(found.text)],
    )


def whole(text: str) -> Any:
    """Read JSON; where there is nothing to be told, there is none."""
    return json.loads(text) if text else None


def events(text: str) -> list[list[Any]]:
    """Read server-sent events: the name of each, and its data as JSON; signs of life are none."""
    told = re.findall(r"^event: (\w+)\ndata: ?(.*)$", text, re.MULTILINE)
    return [[name, json.loads(data or "null")] for name, data in told]


def filled(expected: Any, answer: Any, known: Known) -> Any:
    """Put into what is expected the texts that its placeholders stand for."""
    if isinstance(expected, dict) and isinstance(answer, dict):
        return {name: filled(it, answer.get(name), known) for name, it in expected.items()}
    if isinstance(expected, list) and isinstance(answer, list):
        return [
            filled(it, answer[at] if at < len(answer) else None, known)
            for at, it in enumerate(expected)
        ]
    if isinstance(expected, str) and re.fullmatch("«.+»", expected) and isinstance(answer, str):
        return known.setdefault(expected, answer)
    return expected


def replaced(text: str, known: Known) -> str:
    """Put what placeholders stand for into a question or its variables."""
    return re.sub("«.+?»", lambda found: known.get(found[0], found[0]), text)


def written(answer: Any) -> list[str]:
    """Write an answer line by line: the order of its names is part of it."""
    return json.dumps(answer, indent=1, ensure_ascii=False).splitlines()
