"""The names in the dossiers are the best detector: in what is about to be kept, while they are open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.actions.unlock import lock
from bb.cli.main import run
from bb.domain.known_names import name_hits, name_words, pattern_of
from bb.text.fold import folded
from tests.actions.organisation import CASE, CASUS, git
from tests.vault.test_forget import put
from tests.vault.world import Desk

NAME = "Zoë van der Kanarie-Özdemir"


@pytest.fixture
def named(noor: Desk) -> Desk:
    put(noor, "2026-0001", NAME)
    put(noor, "2025-0007", "Merel Ander")
    return noor


def stage(desk: Desk, text: str) -> None:
    (desk.root / CASUS).write_text(text, "utf-8")
    git(desk.root, "add", ".")


@pytest.mark.parametrize("note", ["Zoe belde.", "Bij mevr. OZDEMIR geweest", "de kanarie-ozdemirs? nee, KANARIE"])
def test_a_name_in_a_note_is_found_and_never_shown(named: Desk, note: str, capsys: pytest.CaptureFixture[str]) -> None:
    stage(named, CASE + note + "\n")
    assert run(["-C", str(named.root), "validate", "--staged"]) == 1
    told = capsys.readouterr()
    assert f"{CASUS}:13" in told.out
    assert "BB310" in told.out
    assert not {"zoe", "ozdemir", "kanarie"} & set(folded(told.out + told.err).replace(".", " ").split())


@pytest.mark.parametrize(
    "text",
    [
        CASE + "Van der wat? Merel Ander belde.\n",  # of another case
        CASE.replace("wijk: noord", "wijk: dijk"),
        CASE.replace("eerst de muziek", "kanaries en zoen"),  # no whole words of the name
    ],
)
def test_other_words_are_not_found(named: Desk, text: str) -> None:
    stage(named, text)
    assert run(["-C", str(named.root), "validate", "--staged"]) == 0


def test_a_comment_is_free_text_too_and_the_words_of_the_format_are_not(named: Desk) -> None:
    put(named, "2026-0001", "Noord Relatie")
    stage(named, CASE + "Een zin.\n")
    assert run(["-C", str(named.root), "validate", "--staged"]) == 0
    stage(named, CASE.replace("# thuis", "# bij Noord"))
    assert run(["-C", str(named.root), "validate", "--staged"]) == 1


def test_in_the_description_of_a_change_and_only_while_open(named: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    stage(named, CASE + "Een zin.\n")
    message = named.root.parent / "omschrijving"
    message.write_text("gesprek met Zoë\n", "utf-8")
    order = ["-C", str(named.root), "validate", "--message", str(message)]
    assert run(order) == 1
    told = capsys.readouterr().out
    assert "BB310" in told
    assert "Zoë" not in told
    lock(named.opened.register.organisatie)
    assert run(order) == 0


@given(st.text(), st.text(max_size=12))
def test_what_is_found_is_a_whole_word_of_the_name(text: str, name: str) -> None:
    words = name_words([name])
    for hit in name_hits(text, words):
        assert folded(text[hit.start : hit.end]) in words
        assert not text[hit.end : hit.end + 1].isalpha()


@pytest.mark.parametrize(
    ("value", "text", "found"),
    [
        ("06-00123456", "bel 06 00 12 34 56 na zes", True),
        ("06-00123456", "bel 060012345678", False),
        ("Sam Voorbeeld", "sam\nVOORBEELD", True),
        ("Sam Voorbeeld", "samen voorbeelden", False),
    ],
)
def test_a_value_is_found_however_it_is_written(value: str, text: str, found: bool) -> None:
    pattern = pattern_of([value])
    assert pattern
    assert bool(pattern.search(folded(text))) is found
