"""Bombs of characters: long numbers and texts, and what is read past on the way to a mistake."""

from benchmarks.bombs.length import LENGTH


def names(count: int) -> str:
    return "{ " + "n" * count * 30 + " }"


def whole_numbers(count: int) -> str:
    return f"{{ networks(first: {'9' * count * 6}) {{ totalCount }} }}"


def real_numbers(count: int) -> str:
    return f"{{ networks(first: 0.{'9' * count * 6}) {{ totalCount }} }}"


def exponents(count: int) -> str:
    return f"{{ networks(first: 1e{'9' * count * 6}) {{ totalCount }} }}"


def numbers_in_filters(count: int) -> str:
    return f"{{ contacts(where: {{ slug: {{ eq: {'1' * count * 6} }} }}) {{ totalCount }} }}"


def strings(count: int) -> str:
    return '{ network(slug: "' + "a" * count * 6 + '") { slug } }'


def escapes(count: int) -> str:
    return '{ network(slug: "' + (chr(92) + "u00e5") * count + '") { slug } }'


def surrogates(count: int) -> str:
    return '{ network(slug: "' + (chr(92) + "uD83D" + chr(92) + "uDE00") * count + '") { slug } }'


def half_surrogates(count: int) -> str:
    return '{ network(slug: "' + (chr(92) + "uD83D") * count + '") { slug } }'


def blocks(count: int) -> str:
    return '{ network(slug: """' + "\n  a" * count + '""") { slug } }'


def blocks_of_quotes(count: int) -> str:
    return '{ network(slug: """' + chr(92) + '"""' + (chr(92) + '"""') * count + '""") { slug } }'


def many_strings(count: int) -> str:
    return "{ nodes(ids: [" + '"aaaa" ' * count + "]) { id } }"


def comments(count: int) -> str:
    return "#" * count * 6 + "\n{ networks { totalCount } }"


def comment_lines(count: int) -> str:
    return "#\n" * count * 3 + "{ networks { totalCount } }"


def commas(count: int) -> str:
    return "," * count * 6 + "{ networks { totalCount } }"


def marks(count: int) -> str:
    return chr(0xFEFF) * count * 6 + "{ networks { totalCount } }"


def lines(count: int) -> str:
    """A mistake behind many lines: its place has to be counted."""
    return "\n" * count * 6 + "{ nothing }"


def mistakes_behind_all_lines(count: int) -> str:
    return (
        "\n" * (LENGTH - 13 * count - 10)
        + "{"
        + " ".join(f"nothing{n:04}" for n in range(count))
        + "}"
    )


def mistakes_behind_lines(count: int) -> str:
    names = " ".join(f"slug @skip(if: true) @skip(if: {n})" for n in range(count))
    return "\r" * 3_990 + f"{{ networks {{ nodes {{ {names} }} }} }}"


def braces(count: int) -> str:
    return "{" * count * 6


def brackets(count: int) -> str:
    return "{ a(b: " + "[" * count * 6


def descriptions(count: int) -> str:
    return '"""a""" type A { a: Int } ' * count


def wrong_characters(count: int) -> str:
    return "{ networks { totalCount } } " + chr(0x1F600) * count * 6
