from __future__ import annotations

from bb.domain.finding import Position
from bb.domain.source import Keys, Source

TREE = Keys(entries=(), position=Position())


def test_what_is_known_is_not_asked_for() -> None:
    def never() -> Source:
        raise AssertionError

    source = Source(path="casus/2026/2026-0001.md", text="---\n---\nNotitie", below=8, later=never)
    assert (source.text, source.body) == ("---\n---\nNotitie", "Notitie")


def test_a_promise_is_kept_once_and_may_hold_another() -> None:
    asked: list[str] = []

    def with_tree() -> Source:
        asked.append("tree")
        return Source(path="x.md", text="ab", below=1, tree=TREE)

    def with_text() -> Source:
        asked.append("text")
        return Source(path="x.md", text="ab", below=1, later=with_tree)

    source = Source(path="x.md", text=None, later=with_text)
    assert (source.body, asked) == ("b", ["text"])
    assert source.tree is TREE
    assert source.tree is TREE
    assert asked == ["text", "tree"]


def test_a_message_never_holds_what_stands_in_a_file() -> None:
    assert repr(Source(path="x.md", text="Bel Noor")) == "Source(path='x.md')"
