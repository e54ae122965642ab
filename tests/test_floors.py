"""The house's own rules: imports point down, files and functions stay small, names say something.

Each rule is a test, so that it holds without anybody having to remember it. A broken rule is
told as the place that breaks it.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent

MAY_IMPORT: dict[str, set[str]] = {
    "commands": {"console", "server", "settings", "web", "schema", "services"},
    "console": {"console", "settings", "schema", "resolvers", "services", "models"},
    "server": {"settings", "web", "schema", "resolvers", "services"},
    "web": {"web", "schema", "resolvers", "services"},
    "schema": {"schema", "resolvers", "services", "models"},
    "resolvers": {"resolvers", "services", "models"},
    "services": {"services", "models"},
    "models": {"models"},
    "settings": {"services"},
    "examples": {"examples"},
}
"""Which of our floors each floor may know of: itself, and what is below it."""

BELONGS_TO: dict[str, set[str]] = {
    "tortoise": {"services", "models"},
    "strawberry": {"schema", "resolvers", "web"},
    "graphql": {"schema", "resolvers", "web"},
    "starlette": {"web", "server", "examples"},
    "uvicorn": {"web", "examples"},
    "structlog": {"web"},
    "opentelemetry": {"web"},
    "prometheus_client": {"web"},
    "pydantic_settings": {"settings", "examples"},
    "typer": {"commands", "console", "examples"},
    "rich": {"console"},
}
"""Libraries that only some floors may know of."""

SAYING_NOTHING = {"manager", "handler", "helper", "helpers", "util", "utils", "base", "mixin"}
LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 25
MODULES_KNOWN_TO_A_FILE = 15

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_imports_point_down() -> None:
    wrong = [
        f"{place} imports {name}"
        for floor, place, name in imports()
        if root(name) in MAY_IMPORT and root(name) not in MAY_IMPORT[floor]
    ]

    assert wrong == []


def test_libraries_stay_on_their_floors() -> None:
    wrong = [
        f"{place} imports {name}"
        for floor, place, name in imports()
        if floor not in BELONGS_TO.get(root(name), {floor})
    ]

    assert wrong == []


def test_only_the_settings_read_the_environment() -> None:
    readers = [
        f"{where(path)}:{node.lineno}"
        for path in modules(*MAY_IMPORT)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
        if path.stem != "settings"
    ]

    assert readers == []


def test_what_is_imported_for_types_only_are_the_relations_between_nouns() -> None:
    guarded = [
        where(path)
        for path in modules(*MAY_IMPORT)
        if "TYPE_CHECKING" in path.read_text("utf-8")
        and path.parent not in (HOUSE / "models", HOUSE / "schema")
    ]

    assert guarded == []


def test_files_are_under_three_hundred_lines() -> None:
    long = [
        f"{where(path)}: {lines} lines"
        for path in modules(*MAY_IMPORT, "tests", "benchmarks")
        if (lines := path.read_text("utf-8").count("\n")) >= LINES_OF_A_FILE
    ]

    assert long == []


def test_files_know_few_modules() -> None:
    """The standard library is not counted, nor what a package gathers in its index."""
    known: dict[str, set[str]] = {}
    for _, place, name in imports():
        if root(name) not in sys.stdlib_module_names:
            known.setdefault(place.partition(":")[0], set()).add(name)

    broad = [
        f"{place}: {len(names)} modules"
        for place, names in known.items()
        if len(names) > MODULES_KNOWN_TO_A_FILE and not place.endswith("__init__.py")
    ]

    assert broad == []


def test_functions_are_short() -> None:
    long = [
        f"{where(path)}:{node.lineno} {node.name}: {lines} lines"
        for path in modules(*MAY_IMPORT)
        for node in ast.walk(parsed(path))
        if isinstance(node, Function) and (lines := length(node)) > LINES_OF_A_FUNCTION
    ]

    assert long == []


def test_names_say_something() -> None:
    empty = [
        f"{where(path)} {name}"
        for path in modules(*MAY_IMPORT, "tests", "benchmarks")
        for name in [path.stem, *defined(parsed(path))]
        if SAYING_NOTHING & set(words(name))
    ]

    assert empty == []


def test_no_module_is_named_like_one_of_the_standard_library() -> None:
    shadows = [
        where(path)
        for path in modules(*MAY_IMPORT, "tests", "benchmarks")
        if path.stem in sys.stdlib_module_names
    ]

    assert shadows == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        where(path)
        for path in modules(*MAY_IMPORT, "tests", "benchmarks")
        if not (ast.get_docstring(parsed(path)) or "").strip()
    ]

    assert silent == []


def test_every_package_is_one() -> None:
    loose = [
        where(path.parent)
        for path in modules(*MAY_IMPORT, "tests", "benchmarks")
        if path.parent != HOUSE and not (path.parent / "__init__.py").exists()
    ]

    assert loose == []


def modules(*places: str) -> list[Path]:
    """Every module of ``places``, without the migrations, which are generated."""
    found = [HOUSE / f"{place}.py" for place in places]
    found += [path for place in places for path in (HOUSE / place).rglob("*.py")]
    return sorted(
        path
        for path in found
        if path.exists() and not {"migrations", "node_modules"} & set(path.parts)
    )


def imports() -> Iterator[tuple[str, str, str]]:
    """Floor, place and name of everything that our own code imports."""
    for path in modules(*MAY_IMPORT):
        floor = path.relative_to(HOUSE).parts[0].removesuffix(".py")
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                for name in imported(node):
                    yield floor, f"{where(path)}:{node.lineno}", name


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or "."]


def defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node.name


def length(function: Function) -> int:
    """Lines from ``def`` to the end, without the docstring."""
    first = function.body[0]
    docstring = ast.get_docstring(function) is not None
    told = (first.end_lineno or 0) - first.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - told


def words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def root(name: str) -> str:
    return name.partition(".")[0]


def where(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()
