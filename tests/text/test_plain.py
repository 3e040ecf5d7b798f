from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.text.plain import ascii_forms, encode_for, safe

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "text", ["'s-Gravenhage", "'t Zand", "O'Brien", "één → twee", "met: # , [ { ' \" erin", "日本"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("weg\x1b[2J", "weg\ufffd[2J"),
        ("een\ntwee\tdrie\r", "een twee drie "),
        ("bel\x07", "bel\ufffd"),
        ("C1\x9b31m", "C1\ufffd31m"),
        ("omge\u202edraaid", "omgedraaid"),
        ("\u2066los\u2069", "los"),
        ("nul\u200bbreed\ufeff", "nulbreed"),
        ("regel\u2028einde", "regel einde"),
        ("stuk\udcff", "stuk\ufffd"),
    ],
)
def test_what_steers_or_hides_is_gone(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(text=ANY_TEXT)
def test_safe_text_holds_no_control_of_any_kind(text: str) -> None:
    shown = safe(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert safe(shown) == shown


def test_ascii_forms() -> None:
    assert ascii_forms("Één café → ‘t • …") == "Een cafe -> 't * ..."
    assert ascii_forms("日") == "?"


@given(text=ANY_TEXT)
def test_ascii_forms_are_ascii(text: str) -> None:
    assert ascii_forms(text).isascii()
    assert ascii_forms(ascii_forms(text)) == ascii_forms(text)


@pytest.mark.parametrize("text", ["één → twee", "e\u0301e\u0301n → twee"])
def test_only_what_the_terminal_cannot_show_changes(text: str) -> None:
    assert encode_for("utf-8", text) == text
    assert encode_for("latin-1", text) == "één -> twee"
    assert encode_for("ascii", text) == "een -> twee"
    assert encode_for(None, text) == "een -> twee"
    assert encode_for("no-such-encoding", text) == "een -> twee"


@given(text=ANY_TEXT, encoding=st.sampled_from(["ascii", "latin-1", "cp437", "cp1252", "utf-8", "utf-16", "koi8-r"]))
def test_a_print_never_fails(text: str, encoding: str) -> None:
    encode_for(encoding, text).encode(encoding)
