from __future__ import annotations

from dataclasses import FrozenInstanceError
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.domain.finding import Position
from bb.domain.source import Entry, Items, Keys, Node, Text, walk
from bb.files import tree


def read(text: str) -> tuple[Keys | None, list[str]]:
    keys, findings = tree.read(text, "casus/2026/2026-0001.md")
    return keys, [finding.code for finding in findings]


def places(text: str) -> list[tuple[str, int, int]]:
    _, findings = tree.read(text, "x.md")
    return [(f.code, f.position.line, f.position.column) for f in findings]


def value(text: str) -> Node:
    keys, codes = read(text)
    assert keys is not None
    assert codes == []
    return keys.entries[0].value


def test_the_c_parser_is_used() -> None:
    assert vars(tree)["Parser"].__name__ == "CParser"


@pytest.mark.parametrize(
    "text", ["no", "on", "19:30", "0612345678", "1_2", "12.0", "2026-0123", "nee", "~", "null", "0x1F", "1e3", ".inf"]
)
def test_every_value_is_the_text_as_it_was_typed(text: str) -> None:
    for written in (f"x: {text}", f"{{x: {text}}}", f"x: [{text}]"):
        keys, codes = read(written)
        assert codes == []
        assert keys is not None
        assert text in [node.text for node in walk(keys) if isinstance(node, Text)]


def test_positions_are_those_of_the_file_also_after_letters_with_accents() -> None:
    text = "één: {ü: [x, 'y']}\nb:\n  - c: d  # e\n  # f\n\ng: h"
    file = "---\n" + text
    keys, _ = tree.read(text, "x.md", line=2, offset=4)
    assert keys is not None
    for node in walk(keys):
        before = file[: node.start]
        assert node.position == Position(before.count("\n") + 1, node.start - before.rfind("\n"))
        if isinstance(node, Text):
            assert file[node.start : node.end] == (f"'{node.text}'" if node.quoted else node.text)
    block = keys.get("b")
    assert isinstance(block, Items)
    assert file[block.start : block.end] == "- c: d"  # the comment below belongs to nobody
    flow = keys.get("één")
    assert flow is not None
    assert file[flow.start : flow.end] == "{ü: [x, 'y']}"


def test_a_comma_in_a_text_is_explained_and_the_rest_is_read() -> None:
    keys, findings = tree.read("verloop:\n  - {op: 2026-06-01, wat: signaal, door: Example, Noor, minuten: 5}", "x.md")
    assert [f.code for f in findings] == ["BB122"]
    assert findings[0].position == Position(2, 51)
    assert "komma in een tekst" in findings[0].remedy
    assert "Noor" not in findings[0].message + findings[0].remedy
    assert keys is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3", [("BB121", 3, 1)]),
        ("{a: 1, a: 2}", [("BB121", 1, 8)]),
        ("a:\nb: 2", [("BB122", 1, 1)]),
        ("a:\n  - b\n  -\nc: d", [("BB122", 3, 4)]),
        ("a: &x b\nc: *x", [("BB123", 1, 4), ("BB123", 2, 4)]),
        ("a: &x {b: c}", [("BB123", 1, 4)]),
        ("<<: *x", [("BB123", 1, 5)]),
        ("a: !!str b", [("BB124", 1, 4)]),
        ("a: !!python/object/apply:os.system [ls]", [("BB124", 1, 4)]),
        ("a: ! b", [("BB124", 1, 4)]),
        ("a: !!x", [("BB124", 1, 4)]),
        ("? [a]\n: b", [("BB127", 1, 3)]),
        ("[[a]: b]", [("BB127", 1, 2)]),
        ("a: b\n...\n---\nc: d", [("BB128", 2, 1), ("BB128", 3, 1)]),
        ("a: b\n...", [("BB128", 2, 1)]),
        ("%YAML 1.1\n---\na: b", [("BB128", 1, 1)]),
        ("- a\n- b", [("BB129", 1, 1)]),
        ("gewoon tekst", [("BB129", 1, 1)]),
        ('a: "\\x1b[2J"', [("BB105", 1, 4)]),
        ('a: "\\u2028"', [("BB105", 1, 4)]),
        ("a: 'b", [("BB120", 1, 4)]),
        ("a: b\nc: [d, e", [("BB120", 2, 4)]),
        ("a: b: c", [("BB120", 1, 5)]),
        ("a: b\n c: d", [("BB120", 2, 3)]),
        ("a: @b", [("BB120", 1, 4)]),
        ("\ta: b", [("BB120", 1, 1)]),
        ("a: [b, , c]", [("BB120", 1, 8)]),
        ("%YAML 9.9\n---\na: b", [("BB120", 1, 1)]),
        ('a: "\\ud800"', [("BB120", 1, 7)]),
    ],
)
def test_each_mistake_is_found_at_its_place(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert places(text) == expected


def test_a_value_in_quotes_may_be_empty() -> None:
    assert value('a: ""') == Text(text="", position=Position(1, 4), start=3, end=5, quoted=True)


def test_an_empty_header_is_a_map_without_keys() -> None:
    for text in ("", "\n", "# niets\n", "{}"):
        keys, codes = read(text)
        assert (keys.entries if keys else None, codes) == ((), [])


@pytest.mark.parametrize("size", [65_000, 1_000_000])
@pytest.mark.parametrize(
    "part", ["[", "{", "- ", "? ", "[{", "{a: ", "a: [", '"', "&a ", "!a ", "a: b\n", "[a,", "*a "]
)
def test_a_hostile_header_is_refused(part: str, size: int) -> None:
    _, codes = read(part * size)  # a crash or a hang fails by itself; `benchmarks/hostile.py` measures the time
    assert codes


def test_an_alias_bomb_stays_small() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    keys, codes = read("\n".join(lines))
    assert set(codes) == {"BB123"}
    assert keys is not None
    assert sum(1 for _ in walk(keys)) < 200


def test_twenty_deep_is_read_and_deeper_is_not() -> None:
    assert read("{a: " * 20 + "b" + "}" * 20)[1] == []
    assert read("{a: " * 21 + "b" + "}" * 21)[1] == ["BB125"]


def test_nodes_made_quickly_are_the_frozen_ones() -> None:
    keys, _ = tree.read("a: [b]", "x.md")
    text = [Text(text=t, position=Position(1, c), start=c - 1, end=c) for t, c in (("a", 1), ("b", 5))]
    items = Items(items=(text[1],), position=Position(1, 4), start=3, end=6, flow=True)
    made = Keys(entries=(Entry(key=text[0], value=items),), position=Position(1, 1), start=0, end=6)
    assert keys == made
    assert repr(keys) == repr(made)
    assert keys is not None
    for node in (keys, keys.entries[0].key, keys.entries[0].value):
        with pytest.raises(FrozenInstanceError):
            node.start = 9  # type: ignore[misc]  # that it cannot be set is the point


yaml_like = st.text(st.sampled_from("ab:- \n{}[],#'\"&*!|>?%@~.\t0é"), max_size=60)


@given(yaml_like)
def test_any_text_gives_a_tree_or_findings_and_a_sound_one(text: str) -> None:
    keys, findings = tree.read(text, "x.md")
    assert keys is not None or findings
    if keys is not None:
        nodes = [node for node in walk(keys) if isinstance(node, Text)]
        assert all(0 <= node.start <= node.end <= len(text) for node in walk(keys))
        assert all(a.end <= b.start or not b.text for a, b in pairwise(nodes) if a.text)
