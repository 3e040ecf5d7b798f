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
            elif entry.key.text == "formulieren":
                yield from _forms(entry.value, indent)
            else:
                yield f"{indent}{name}"
                yield from _map(entry.value, f"{indent}  ")
        else:
            first, *rest = _words(entry.value).split("\n")
            yield f"{indent}{name:<{_WIDTH - len(indent)}} {first}".rstrip()
            yield from (f"{'':<{_WIDTH}} {line}".rstrip() for line in rest)


def _forms(days: Keys, indent: str) -> Iterator[str]:
    """Yield the forms of talks, each score with its reason on one line."""
    for day in days.entries:
        for form in day.value.entries if isinstance(day.value, Keys) else ():
            yield f"{indent}{form.key.text} van {day.key.text}"
            if not isinstance(form.value, Keys):
                continue
            scores, reasons = (form.value.get(name) for name in ("scores", "redenen"))
            names = [e.key.text for part in (scores, reasons) if isinstance(part, Keys) for e in part.entries]
            longest = max(map(len, names), default=0)
            for name in dict.fromkeys(names):
                score, reason = (_at(part, name) for part in (scores, reasons))
                yield f"{indent}  {name:<{longest}} {score:>2}  {reason}".rstrip()
            if decision := _at(form.value, "besluit"):
                yield f"{indent}  besluit: {decision}"


def _at(node: Node | None, name: str) -> str:
    value = node.get(name) if isinstance(node, Keys) else None
    return "" if value is None else _words(value)


def _words(node: Node) -> str:
    match node:
        case Text(text=text):
            return text
        case Items(items=items):
            return ", ".join(_words(item) for item in items)
        case _:
            return ""
