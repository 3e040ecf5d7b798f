"""A dossier as a page: what stands in it, in words, one thing below the other."""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.source import Items, Keys, Node, Source, Text

_WIDTH = 14


def dossier_lines(source: Source) -> Iterator[str]:
    """Yield the lines of the page; a text that is no YAML comes as it is."""
    if source.tree is None:
        yield from source.text.splitlines()
    else:
        yield from _map(source.tree, "  ")


def _map(keys: Keys, indent: str) -> Iterator[str]:
    for entry in keys.entries:
        name = entry.key.text.replace("_", " ")
        if isinstance(entry.value, Keys):
            if entry.key.text == "partijen":
                for party in entry.value.entries:
                    yield f"{indent}partij {party.key.text}"
                    yield from _map(party.value, f"{indent}  ") if isinstance(party.value, Keys) else ()
            else:
                yield f"{indent}{name}"
                yield from _map(entry.value, f"{indent}  ")
        else:
            first, *rest = _words(entry.value).split("\n")
            yield f"{indent}{name:<{_WIDTH - len(indent)}} {first}".rstrip()
            yield from (f"{'':<{_WIDTH}} {line}".rstrip() for line in rest)


def _words(node: Node) -> str:
    match node:
        case Text(text=text):
            return text
        case Items(items=items):
            return ", ".join(_words(item) for item in items)
        case _:
            return ""
