"""Bombs of fields and fragments: what is spread, repeated, deep, or asks for the schema itself."""


def fragments(count: int) -> str:
    """Each fragment spreads the next twice: 2 ** count fields."""
    chain = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(count))
    return f"{{ ...F0 }} {chain} fragment F{count} on Query {{ networks {{ totalCount }} }}"


def fragments_under_aliases(count: int) -> str:
    chain = " ".join(
        f"fragment F{n} on Network {{ a: contacts {{ networks {{ nodes {{ ...F{n + 1} }} }} }}"
        f" b: contacts {{ networks {{ nodes {{ ...F{n + 1} }} }} }} }}"
        for n in range(count)
    )
    last = f"fragment F{count} on Network {{ slug }}"
    return f"{{ networks {{ nodes {{ ...F0 }} }} }} {chain} {last}"


def cycle(count: int) -> str:
    ring = " ".join(f"fragment F{n} on Query {{ ...F{(n + 1) % count} }}" for n in range(count))
    return f"{{ ...F0 }} {ring}"


def cycles(count: int) -> str:
    """Every fragment spreads every other: cycles without number."""
    spread = " ".join(f"...F{n}" for n in range(count))
    return f"{{ ...F0 }} {' '.join(f'fragment F{n} on Query {{ {spread} }}' for n in range(count))}"


def star(count: int) -> str:
    """Every fragment spreads all that come after it."""
    spread = [" ".join(f"...F{m}" for m in range(n + 1, count)) for n in range(count)]
    parts = " ".join(
        f"fragment F{n} on Query {{ a: __typename {it} }}" for n, it in enumerate(spread)
    )
    return f"{{ ...F0 }} {parts}"


def unused(count: int) -> str:
    parts = " ".join(f"fragment F{n} on Network {{ slug }}" for n in range(count))
    return f"{{ networks {{ totalCount }} }} {parts}"


def same_names(count: int) -> str:
    return "{ networks { totalCount } } " + "fragment F on Network { slug } " * count


def aliases(count: int) -> str:
    return "{" + " ".join(f"a{n}: networks {{ totalCount }}" for n in range(count)) + "}"


def repeated(count: int) -> str:
    return "{" + "networks { nodes { slug } } " * count + "}"


def overlapping(count: int) -> str:
    """The same field in many places, with the same below it in many: pairs of pairs."""
    inner = "nodes { slug title } " * min(count, 24)
    return "{" + f"networks {{ {inner}}} " * max(count // 24, 1) + "}"


def overlapping_fragments(count: int) -> str:
    names = " ".join(f"...F{n}" for n in range(count))
    parts = " ".join(
        f"fragment F{n} on Query {{ networks {{ nodes {{ a{n}: slug }} }} }}" for n in range(count)
    )
    return f"{{ {names} }} {parts}"


def conflicting(count: int) -> str:
    """Every two of the same name differ."""
    return "{" + " ".join(f"networks(first: {n}) {{ totalCount }}" for n in range(count)) + "}"


def conflicting_below(count: int) -> str:
    inner = " ".join(
        f"a: slug b{n}: title" if n % 2 else f"a: title b{n}: slug" for n in range(count)
    )
    return f"{{ networks {{ nodes {{ {inner} }} }} }}"


def inline(count: int) -> str:
    return "{" + "... { " * count + "__typename" + " }" * count + "}"


def inline_beside(count: int) -> str:
    return "{" + "... on Query { networks { totalCount } } " * count + "}"


def deep(count: int) -> str:
    return (
        "{ networks { nodes "
        + "{ contacts { networks { nodes " * count
        + "{ slug "
        + "} } } " * count
        + "} } }"
    )


def deep_unknown(count: int) -> str:
    return "{ a" * count + " }" * count


def deep_introspection(count: int) -> str:
    inner = "ofType { " * count + "name" + " }" * count
    return f"{{ __schema {{ types {{ fields {{ type {{ {inner} }} }} }} }} }}"


def introspections(count: int) -> str:
    asked = "__schema { types { fields { args { type { ofType { name } } } } } }"
    return "{" + " ".join(f"a{n}: {asked}" for n in range(count)) + "}"


def introspection_repeated(count: int) -> str:
    return "{ __schema {" + "types { name } " * count + "} }"


def introspection_under_aliases(count: int) -> str:
    inner = " ".join(f"a{n}: description" for n in range(count))
    return f"{{ __schema {{ types {{ fields {{ args {{ {inner} }} }} }} }} }}"


def introspection_multiplied(count: int) -> str:
    """Types of fields of types: each of many is told anew for each of many."""
    inner = " ".join(f"a{n}: name" for n in range(count))
    through = "fields { type { ofType { fields { args { "
    return f"{{ __schema {{ types {{ {through}{inner} }} }} }} }} }} }} }} }}"


def introspected_types(count: int) -> str:
    fields = "fields { name args { name type { name } } type { fields { name type { name } } } }"
    return (
        "{" + " ".join(f'a{n}: __type(name: "Meeting") {{ {fields} }}' for n in range(count)) + "}"
    )


def introspection_cycles(count: int) -> str:
    inner = "fields { type { " * count + "name" + " } }" * count
    return f"{{ __schema {{ types {{ {inner} }} }} }}"
