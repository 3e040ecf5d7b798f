"""Changing a key or an item at any depth, in texts written as hands write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from bb.domain.source import Items, Keys, Node
from bb.files.splice import Refused, remove_key, rename_key, set_key, sort_events
from bb.files.verify import Path, data_in, opened

NAMES = ["wijk", "kan", "x-1", "'met blank'", '"dubbel"', "één", "team"]
remarks = st.sampled_from(["", "", "", "  ", "\t", " # los", "   # a: [b, {c", "\t# los \t"])
plain = st.sampled_from(
    ["noord", "19:30", "0612345678", "nee", "'a, b'", '"zei: \\"x\\""', "2026-0123", "a b", "'it''s'"]
)
spaces = st.sampled_from(["", "", " ", "\t"])
colons = st.sampled_from([": ", ":  ", ":\t"])


# Between brackets a line may go on below, with a comment or not.
commas = st.sampled_from(
    [", ", ", ", ",", " ,  ", ",\n              ", ",  # los\n              ", "\n              , "]
)
edges = st.sampled_from(["", "", " ", "\n              ", "  # ver [weg\n              "])


def flow(depth: int) -> st.SearchStrategy[str]:
    if not depth:
        return plain
    below = flow(depth - 1)
    ends = st.tuples(edges, commas, st.booleans(), edges)
    lists = st.tuples(st.lists(below, max_size=3), ends).map(lambda t: between("[]", t[0], t[1]))
    entries = st.lists(st.tuples(st.sampled_from(NAMES), below), max_size=3, unique_by=lambda t: t[0])
    maps = st.tuples(entries, st.sampled_from([": ", ":  "]), ends).map(
        lambda t: between("{}", [f"{name}{t[1]}{value}" for name, value in t[0]], t[2])
    )
    return st.one_of(plain, lists, maps)


def between(brackets: str, parts: list[str], ends: tuple[str, str, bool, str]) -> str:
    first, comma, last_comma, last = ends
    return brackets[0] + first + comma.join(parts) + ("," if last_comma and parts else "") + last + brackets[1]


@st.composite
def block(draw: st.DrawFn, indent: str, depth: int) -> list[str]:
    """The lines of a map, under each other."""
    lines: list[str] = []
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True)):
        lines += draw(st.lists(st.sampled_from(["", f"{indent}# los", "      # ver naar rechts"]), max_size=1))
        style = draw(st.sampled_from(["value", "value", "map", "list", "maps"])) if depth else "value"
        if style == "value":
            lines.append(f"{indent}{name}{draw(colons)}{draw(flow(2))}{draw(remarks)}")
            continue
        lines.append(f"{indent}{name}:{draw(remarks)}")
        if style == "map":
            lines += draw(block(indent + " " * draw(st.integers(1, 4)), depth - 1))
            continue
        dash = indent + draw(st.sampled_from(["", "  "])) + "-" + draw(st.sampled_from([" ", "   "]))
        for _ in range(draw(st.integers(1, 3))):
            if style == "list":
                lines.append(f"{dash}{draw(flow(2))}{draw(remarks)}")
            else:
                below = [line for line in draw(block(" " * len(dash), depth - 1)) if line.strip()]
                while below[0].lstrip().startswith("#"):
                    below.pop(0)
                lines += [dash + below[0][len(dash) :], *below[1:]]
    return lines


@st.composite
def texts(draw: st.DrawFn) -> str:
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    lines = [
        "---" + draw(spaces),
        *draw(st.sampled_from([[], ["# boven"], [""]])),
        *draw(block("", 2)),
        "---" + draw(spaces),
    ]
    body = draw(st.sampled_from(["", "\n", "\nTekst  \n---\nwijk: x\n\n", "\nzonder einde"]))
    text = ("\n".join(lines) + body).replace("\n", newline)
    return draw(st.sampled_from(["", "\ufeff"])) + text


def tree(text: str) -> Keys:
    found = opened(text)
    assume(found is not None)
    assert found is not None
    return found[1]


def data(text: str) -> Any:
    found = opened(text)
    assert found is not None, text
    return data_in(found[1])


def places(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    if path:
        yield path, node
    if isinstance(node, Keys):
        for entry in node.entries:
            yield from places(entry.value, (*path, entry.key.text))
    elif isinstance(node, Items):
        for number, item in enumerate(node.items):
            yield from places(item, (*path, number))


def changed(value: Any, path: Path, act: Any) -> Any:
    """A copy in which `act` was done to the map or list that holds the end of the path."""
    thing: Any = [*value] if isinstance(value, tuple) else dict(value)
    if len(path) > 1:
        thing[path[0]] = changed(thing[path[0]], path[1:], act)
    else:
        act(thing, path[0])
    return tuple(thing) if isinstance(thing, list) else thing


def outside(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that differ: what is between the longest same beginning and the longest same end."""
    before, after = old.split("\n"), new.split("\n")
    first = next((i for i, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    if first is None:
        first = min(len(before), len(after))
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    return before[first : len(before) - last], after[first : len(after) - last]


def written(text: str, node: Node) -> str:
    return text.removeprefix("\ufeff")[node.start : node.end]


@given(texts(), st.data())
def test_a_value_is_set_in_place_at_any_depth(text: str, choose: st.DataObject) -> None:
    path, node = choose.draw(st.sampled_from(list(places(tree(text)))))
    new = set_key(text, path, "nieuw")
    if isinstance(new, Refused):
        assert "\n" in written(text, node) or (isinstance(node, Keys | Items) and not node.flow)
        return
    assert data(new) == changed(data(text), path, lambda thing, key: thing.__setitem__(key, "nieuw"))
    bom = len(text) - len(text.removeprefix("\ufeff"))
    assert new == text[: node.start + bom] + "nieuw" + text[node.end + bom :]


@given(texts(), st.data())
def test_a_key_is_added_at_any_depth(text: str, choose: st.DataObject) -> None:
    root = tree(text)
    maps = [((), root), *((path, node) for path, node in places(root) if isinstance(node, Keys))]
    path, node = choose.draw(st.sampled_from(maps))
    new = set_key(text, (*path, "erbij"), "1")
    assert isinstance(new, str), (path, new)
    assert data(new) == changed(data(text), (*path, "erbij"), lambda thing, key: thing.__setitem__(key, "1"))
    gone, come = outside(text, new)
    assert len(come) == 1
    assert len(gone) == (1 if node.flow and node.entries else gone_with(text, node))
    if node.entries:
        assert remove_key(new, (*path, "erbij")) == text


def gone_with(text: str, node: Node) -> int:
    """The lines that a map without keys stands on: they become one."""
    return 1 + written(text, node).count("\n") if isinstance(node, Keys) and node.flow else 0


def first_line(root: Keys, path: Path) -> int:
    """The line of the name of a key, or of an item itself."""
    holder, node = (dict([((), root), *places(root)])[one] for one in (path[:-1], path))
    named = (entry.key for entry in holder.entries if entry.key.text == path[-1]) if isinstance(holder, Keys) else ()
    return next((name.position.line for name in named), node.position.line)


@given(texts(), st.data())
def test_a_key_or_item_is_removed_at_any_depth(text: str, choose: st.DataObject) -> None:
    root = tree(text)
    path, node = choose.draw(st.sampled_from(list(places(root))))
    new = remove_key(text, path)
    above = dict([((), root), *places(root)])[path[:-1]]
    assert isinstance(above, Keys | Items)
    parts = [entry.value for entry in above.entries] if isinstance(above, Keys) else list(above.items)
    at = next(number for number, part in enumerate(parts) if part is node)
    lines = text.removeprefix("\ufeff").split("\n")
    begin, last = first_line(root, path), last_line(text, node)
    behind_dash = lines[begin - 1].lstrip().startswith("- ")  # then the next key of its map takes its place
    if isinstance(new, Refused):
        nested = isinstance(node, Keys | Items) and not node.flow
        assert behind_dash or nested or (above.flow and "#" in written(text, above)), (path, new.reason)
        return
    assert data(new) == changed(data(text), path, lambda thing, key: thing.__delitem__(key))
    if len(parts) == 1 and len(path) > 1:  # `x:` becomes `x: []`
        begin = first_line(root, path[:-1])
        last = last_line(text, above) if above.flow else last
    elif above.flow and at:
        begin = last_line(text, parts[at - 1])  # its comma goes
    if above.flow or behind_dash:
        last = first_line(root, (*path[:-1], keys_or_numbers(above)[at + 1])) if at + 1 < len(parts) else last
    kept = new.removeprefix("\ufeff").split("\n")
    assert kept[: begin - 1] == lines[: begin - 1]
    assert lines[last:] == (kept[-len(lines[last:]) :] if lines[last:] else [])
    assert len(kept) <= len(lines)


def keys_or_numbers(node: Keys | Items) -> list[str | int]:
    return [entry.key.text for entry in node.entries] if isinstance(node, Keys) else list(range(len(node.items)))


def last_line(text: str, node: Node) -> int:
    return node.position.line + written(text, node).count("\n")


@given(texts(), st.data())
def test_a_key_is_renamed_at_its_place(text: str, choose: st.DataObject) -> None:
    path, _ = choose.draw(st.sampled_from([one for one in places(tree(text)) if isinstance(one[0][-1], str)]))
    new = rename_key(text, path, "anders")
    assert isinstance(new, str)
    gone, come = outside(text, new)
    assert len(gone) == len(come) == 1
    values = [value for place, value in places(tree(text)) if place == path]
    assert data_in(values[0]) == next(data_in(v) for p, v in places(tree(new)) if p == (*path[:-1], "anders"))


def event_lines(event: tuple[str, str, str, str, bool]) -> str:
    op, wat, remark, _, in_block = event
    return f"  - op: {op}\n    wat: {wat}{remark}\n" if in_block else f"  - {{op: {op}, wat: {wat}}}{remark}\n"


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["2026-06-01", "2026-06-02", "2026-06-03"]),
        st.sampled_from(["gesprek", "contact", "melding"]),
        st.sampled_from(["", "  # los"]),
        st.sampled_from(["", "  # hierover\n", "\n"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(EVENTS, st.sampled_from(["\n", "\r\n"]))
def test_events_are_put_in_the_order_of_their_days(events: list[tuple[str, str, str, str, bool]], newline: str) -> None:
    above = ["", *(one[3] for one in events[1:])]  # what stands above the first stays there
    lines = [one + event_lines(event) for one, event in zip(above, events, strict=True)]
    head, tail = "---\nwijk: x # los\nverloop:  # begin\n", "# einde\n---\nTekst\n"
    text = (head + "".join(lines) + tail).replace("\n", newline)
    new = sort_events(text)
    order = sorted(range(len(events)), key=lambda number: events[number][0])
    assert new == (head + "".join(lines[number] for number in order) + tail).replace("\n", newline)
    assert sort_events(str(new)) == new


@given(EVENTS, st.integers(0, 5))
def test_an_event_is_removed_with_its_lines_and_no_other(
    events: list[tuple[str, str, str, str, bool]], at: int
) -> None:
    assume(at < len(events))
    lines = [event_lines(event) for event in events]
    text = "---\nverloop:\n" + "".join(lines) + "---\nTekst\n"
    kept = "".join(line for number, line in enumerate(lines) if number != at)
    expected = f"---\nverloop:\n{kept}---\nTekst\n" if kept else "---\nverloop: []\n---\nTekst\n"
    assert remove_key(text, ("verloop", at)) == expected
