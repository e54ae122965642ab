"""Bombs of what stands around fields: directives, operations, variables, arguments."""


def directives(count: int) -> str:
    return "{ networks " + "@include(if: true) " * count + "{ totalCount } }"


def unknown_directives(count: int) -> str:
    return "{ networks " + " ".join(f"@d{n}" for n in range(count)) + " { totalCount } }"


def operation_directives(count: int) -> str:
    return "query " + "@view " * count + "{ networks { totalCount } }"


def spread_directives(count: int) -> str:
    return "{ ... " + "@skip(if: false) " * count + "{ networks { totalCount } } }"


def fields_with_directives(count: int) -> str:
    return "{ networks { nodes {" + "slug @include(if: true) @skip(if: false) " * count + "} } }"


def operations(count: int) -> str:
    return " ".join(f"query Q{n} {{ networks {{ totalCount }} }}" for n in range(count))


def operations_sharing(count: int) -> str:
    """Each of the operations spreads the same long chain."""
    chain = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(count))
    asked = " ".join(f"query Q{n} {{ ...F0 }}" for n in range(20))
    return f"{asked} {chain} fragment F{count} on Query {{ networks {{ totalCount }} }}"


def variables(count: int) -> str:
    declared = ", ".join(f"$v{n}: Int" for n in range(count))
    return f"query({declared}) {{ networks {{ totalCount }} }}"


def used_variables(count: int) -> str:
    declared = ", ".join(f"$v{n}: String" for n in range(count))
    used = ", ".join(f"$v{n}" for n in range(count))
    return (
        f"query({declared}) {{ networks(where: {{ slug: {{ in: [{used}] }} }}) {{ totalCount }} }}"
    )


def nested_types(count: int) -> str:
    return f"query($v: {'[' * count}Int{']' * count}) {{ networks {{ totalCount }} }}"


def deep_lists(count: int) -> str:
    return f"{{ networks(where: {'[' * count}{']' * count}) {{ totalCount }} }}"


def deep_lists_of_ids(count: int) -> str:
    return f"{{ nodes(ids: {'[' * count}{']' * count}) {{ id }} }}"


def deep_objects(count: int) -> str:
    where = "{ not: " * count + "{}" + " }" * count
    return f"{{ networks(where: {where}) {{ totalCount }} }}"


def wide_objects(count: int) -> str:
    where = ", ".join(['{ slug: { eq: "a" } }'] * count)
    return f"{{ networks(where: {{ or: [{where}] }}) {{ totalCount }} }}"


def relations(count: int) -> str:
    where = ", ".join(
        ['{ contacts: { some: { networks: { some: { slug: { eq: "a" } } } } } }'] * count
    )
    return f"{{ networks(where: {{ or: [{where}] }}) {{ totalCount }} }}"


def long_lists(count: int) -> str:
    return "{ networks(where: { slug: { in: [" + '"a" ' * count + "] } }) { totalCount } }"


def unknown_arguments(count: int) -> str:
    return f"{{ networks({' '.join(f'a{n}: 1' for n in range(count))}) {{ totalCount }} }}"


def unknown_fields(count: int) -> str:
    return "{" + " ".join(f"field{n}" for n in range(count)) + "}"


def near_misses(count: int) -> str:
    """Names that are almost those of fields: each is compared with all there are."""
    return "{" + " ".join(f"networ{n} contact{n} meetin{n}" for n in range(count)) + "}"
