"""Reading a page as its visitors do: by what its headings, links and texts say."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self


@dataclass(slots=True)
class Found:
    """What is in a page: its language and texts, and what its links and headings say."""

    language: str = ""
    title: str = ""
    text: str = ""
    links: dict[str, str] = field(default_factory=dict)
    headings: list[tuple[int, str]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, html: str) -> Self:
        """Read a page."""
        found = cls()
        reader = _Reader(found)
        reader.feed(html)
        reader.close()
        return found

    def names(self, level: int) -> list[str]:
        """Give the headings of a level."""
        return [text for at, text in self.headings if at == level]


class _Reader(HTMLParser):
    """Fills a page's findings; a link that is told otherwise goes by its label."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found
        self.open: list[tuple[str, dict[str, str], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found.text += " "
        if tag == "html":
            self.found.language = given["lang"]
        if tag in ("link", "meta"):
            self.found.heads.append(given)
        if tag in ("a", "title", "aside", "h1", "h2", "h3"):
            self.open.append((tag, given, []))

    def handle_data(self, data: str) -> None:
        self.found.text += data
        for _, _, said in self.open:
            said.append(data)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            return
        _, given, said = self.open.pop()
        text = " ".join("".join(said).replace("\N{WORD JOINER}", "").split())
        if tag == "a":
            self.found.links[given.get("aria-label", text)] = given["href"]
        elif tag == "title":
            self.found.title = text
        elif tag == "aside":
            self.found.notices.append(text)
        else:
            self.found.headings.append((int(tag[1]), text))
