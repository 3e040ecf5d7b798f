"""One mistake gives one finding: every value of the clean organisation broken in turn, one at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bb.domain.source import Entry, Items, Keys, Node
from bb.files.verify import Path, opened
from tests.rules.organisation import clean, findings

ON_PURPOSE = {
    "BB404": "what a waiver silenced is heard again until the waiver can be read",
    "BB503": "the broken word was the name of who was there: nobody can tell who that is",
    "BB605": "the broken word was the name of who was spoken with",
}
"""A second finding that is right, and why."""

WRONG = [["{zz: yy}", "xyzzy", ""], ["{zz: yy}", "77", ""]]
"""What stands in the place of a value: one of the two, by its place."""


def parts(node: Node, path: Path = ()) -> Iterator[tuple[Path, Entry | Node]]:
    """Everything in a header: each key with its value, and each item of a list."""
    if isinstance(node, Keys):
        for entry in node.entries:
            yield (*path, entry.key.text), entry
            yield from parts(entry.value, (*path, entry.key.text))
    elif isinstance(node, Items):
        for number, item in enumerate(node.items):
            yield (*path, number), item
            yield from parts(item, (*path, number))


def broken(text: str, part: Entry | Node) -> Iterator[str]:
    """The text with this part broken in each way: another value, none, another name."""
    value = part.value if isinstance(part, Entry) else part
    if not isinstance(value, Keys | Items) or value.flow:
        for wrong in WRONG[value.start % 2]:
            if (isinstance(value, Keys) and wrong.startswith("{")) or (not wrong and not isinstance(part, Entry)):
                continue  # more than one mistake
            yield text[: value.start] + wrong + text[value.end :]
    if isinstance(part, Entry):
        yield text[: part.key.end] + "x" + text[part.key.end :]


def once_each() -> Iterator[tuple[str, Path, Entry | Node]]:
    """One place for each key of each kind of record and of each event: the last, which most things rely on."""
    last: dict[tuple[str, str, tuple[str, ...]], tuple[str, Path, Entry | Node]] = {}
    for path, text in clean().items():
        if path == "bb.yaml":
            continue
        read = opened(text)
        assert read is not None
        for place, part in parts(read[1]):
            event = _at(read[1], place[:2]) if place[0] == "verloop" and len(place) > 1 else None
            wat = event.get("wat") if isinstance(event, Keys) else None
            names = tuple(step if isinstance(step, str) else "#" for step in place)
            last[path.split("/")[0], getattr(wat, "text", ""), names] = (path, place, part)
    yield from last.values()


def _at(node: Node, path: Path) -> Node | None:
    for step in path:
        if isinstance(node, Keys) and isinstance(step, str) and (below := node.get(step)):
            node = below
        elif isinstance(node, Items) and isinstance(step, int):
            node = node.items[step]
    return node


PLACES = list(once_each())


@pytest.mark.parametrize("kind", ["casus", "vrijwilligers", "netwerk", "activiteiten"])
def test_one_mistake_gives_one_finding(kind: str) -> None:
    surplus = []
    for path, place, part in PLACES:
        if not path.startswith(kind):
            continue
        for text in broken(clean()[path], part):
            found = findings({**clean(), path: text})
            codes = [one.code for one in found if one.code not in ON_PURPOSE]
            if len(set(codes)) > 1 or len(codes) > 3:
                line = text.split("\n")[max(one.position.line for one in found if one.path == path) - 1]
                surplus.append((path, place, line, [f"{one.code} {one.message}" for one in found]))
    assert surplus == []


def test_one_mistake_in_the_settings_gives_no_finding_elsewhere() -> None:
    text = clean()["bb.yaml"]
    read = opened(text, settings=True)
    assert read is not None
    surplus = []
    seen: set[tuple[str, ...]] = set()
    for place, part in parts(read[1]):
        kind = tuple(str(step) for step in place[:1] + place[2:])
        if kind in seen:
            continue  # one coördinator, wijk or word is like another
        seen.add(kind)
        ways = list(broken(text, part))
        for other in ways[len(seen) % 2 :: 2]:  # half of them: they all take a check of everything
            found = findings({**clean(), "bb.yaml": other})
            if any(one.code < "BB2" for one in found) and not all(one.code < "BB2" for one in found):
                surplus.append((place, [f"{one.path} {one.code} {one.message}" for one in found]))
    assert surplus == []
