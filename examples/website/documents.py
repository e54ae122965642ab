"""What the website may ask: the documents of ``queries/``, each known by the digest of its text.

The rule: an operation stands in a file of its name without ``Query``, and a fragment in the file
that its name begins with (``Meeting_row`` in ``Meeting.graphql``), so that a document is put
together by names alone. The API is given them beforehand, as ``persisted-documents.json``, and is
asked by ids.
"""

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
MANIFEST: Final = FOLDER / "persisted-documents.json"

_SPREAD = re.compile(r"\.\.\.(\w+?)_\w+")
_OPERATION = re.compile(r"^query (\w+)Query\b", re.MULTILINE)


@cache
def document(name: str) -> str:
    """Give the text of an operation with all the fragments that it needs."""
    texts = {name: _read(name)}
    waiting = [name]
    while waiting:
        for needed in _SPREAD.findall(texts[waiting.pop()]):
            if needed not in texts:
                texts[needed] = _read(needed)
                waiting.append(needed)
    return "\n".join(texts.values())


@cache
def document_id(name: str) -> str:
    """Give the id that the API knows an operation by."""
    return f"sha256:{sha256(document(name).encode()).hexdigest()}"


def names() -> list[str]:
    """Name the operations that there are."""
    files = sorted((FOLDER / "queries").glob("*.graphql"))
    return [it.stem for it in files if _OPERATION.search(it.read_text("utf-8"))]


def manifest() -> str:
    """Write what the API is to trust, in the form of GraphQL Code Generator's client preset."""
    listed = {document_id(name): document(name) for name in names()}
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"


def _read(name: str) -> str:
    return (FOLDER / "queries" / f"{name}.graphql").read_text("utf-8")
