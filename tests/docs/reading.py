"""A small reader of Markdown: the fenced blocks of a document, and the examples that they make.

An example is a question (a block of ``graphql``, or of ``http`` that holds a request), if need be
followed by its variables (``json variables``), and then by its answer (``json``, or ``http``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent

_BLOCK = re.compile(r"^```(?P<kind>[^\n`]*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)

QUESTIONS = {
    "graphql": "json",
    "graphql editor": "json",
    "graphql administrator": "json",
    "http": "http",
}
"""The kinds of block that ask, as visitors or somebody else, and the kind that answers each."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what stands behind its fence, its text, and where it begins."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the answer that the document promises."""

    kind: str
    question: str
    variables: str
    answer: str
    place: str


def blocks(document: str) -> list[Block]:
    """Find the fenced blocks of a document, by its path in the house."""
    text = (HOUSE / document).read_text("utf-8")
    return [
        Block(it["kind"].strip(), it["text"], text.count("\n", 0, it.start()) + 1)
        for it in _BLOCK.finditer(text)
    ]


def examples(document: str) -> list[Example]:
    """Find the examples of a document; a question without an answer is an error."""
    return list(_paired(document, iter(blocks(document))))


def _paired(document: str, found: Iterator[Block]) -> Iterator[Example]:
    for question in found:
        if question.kind not in QUESTIONS:
            continue
        place = f"{document}:{question.line}"
        variables, answer = "{}", next(found, None)
        if answer is not None and answer.kind == "json variables":
            variables, answer = answer.text, next(found, None)
        if answer is None or answer.kind != QUESTIONS[question.kind]:
            raise ValueError(f"{place}: the question has no answer behind it")
        yield Example(question.kind, question.text, variables, answer.text, place)
