from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bb.files.frontmatter import BOM, MAX_HEADER_BYTES, Split, _Handler, split, split_text, whole

CASE = "---\nwijk: noord\n---\nTekst\n"


def cut(text: str) -> Split:
    found = split(text.encode(), "x.md")
    assert isinstance(found, Split), found
    return found


def codes(data: bytes) -> list[str]:
    found = split(data, "x.md")
    return [f.code for f in (found.findings if isinstance(found, Split) else found)]


def test_a_file_is_cut_at_its_two_lines_of_dashes() -> None:
    found = cut(CASE)
    assert (found.header, found.header_line, found.body) == ("wijk: noord\n", 2, "Tekst\n")
    assert not found.bom
    assert found.newline == "\n"


def test_windows_line_ends_a_bom_and_blanks_after_the_dashes_are_fine() -> None:
    found = cut(BOM + "---  \r\nwijk: noord\r\n---\t \r\nTekst")
    assert (found.header, found.body, found.bom, found.newline) == ("wijk: noord\r\n", "Tekst", True, "\r\n")
    assert not found.text.startswith(BOM)


def test_dashes_in_the_body_are_body() -> None:
    assert cut("---\na: b\n---\neen\n---\ntwee\n---\n").body == "een\n---\ntwee\n---\n"


@pytest.mark.parametrize("closing", ["----", "--- a", "-- -", " ---", "---a"])
def test_only_a_line_of_exactly_three_dashes_closes(closing: str) -> None:
    assert codes(f"---\na: b\n{closing}\n".encode()) == ["BB107"]


def test_a_file_may_end_at_its_dashes() -> None:
    assert cut("---\na: b\n---").body == ""
    assert cut("---\n---").header == ""


def test_a_choice_that_was_never_made_below_the_header_is_a_remark() -> None:
    assert codes(b"---\na: b\n---\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\n") == ["BB109"]
    assert isinstance(split(b"---\na: b\n---\n<<<<<<< HEAD\n", "x.md"), Split)
    assert codes(b"---\na: b\n---\nmet << en <<<<<<< erin\n") == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["BB106"]),
        (b"a: b\n", ["BB106"]),
        (b"\n---\na: b\n---\n", ["BB106"]),
        (b"---\na: b\n", ["BB107"]),
        (b"---", ["BB107"]),
        (b"---\na: \xff\n---\n", ["BB104"]),
        ("---\na: é\n---\n".encode("utf-16"), ["BB104"]),
        (b"---\na: \xed\xa0\x80\n---\n", ["BB104"]),  # half of a surrogate pair
        (b"---\na: \x00\n---\n", ["BB105"]),
        (b"---\ra: b\r---\r", ["BB105", "BB105", "BB105", "BB106"]),
        (b"---\na: b\rc: d\n---\n", ["BB105"]),
        ("---\na: b\u2028c\n---\n".encode(), ["BB105"]),
        ("---\na: b\u2029c\n---\n".encode(), ["BB105"]),
        ("---\na: b\x85c\n---\n".encode(), ["BB105"]),
        ("---\na: \ufeffb\n---\n".encode(), ["BB105"]),
        ((BOM + BOM + CASE).encode(), ["BB105", "BB106"]),
        (b"---\n#" + b"x" * MAX_HEADER_BYTES + b"\n---\n", ["BB108"]),
        (CASE.encode() + b"x" * 256 * 1024, ["BB102"]),
        (b"---\n<<<<<<< hier\na: b\n=======\na: c\n>>>>>>> elders\n---\n", ["BB109"]),
    ],
)
def test_each_mistake_has_its_code(data: bytes, expected: list[str]) -> None:
    assert codes(data) == expected
    assert not isinstance(split(data, "x.md"), Split)


def test_an_odd_character_in_the_notes_is_shown_but_the_case_is_read() -> None:
    found = cut(CASE + "geplakt\x0buit een brief")
    assert [(f.code, f.position.line, f.position.column) for f in found.findings] == [("BB105", 5, 8)]


def test_the_place_of_wrong_bytes_is_counted_in_characters() -> None:
    found = split("---\na: b\nc: éé".encode() + b"\xff\n---\n", "x.md")
    assert not isinstance(found, Split)
    assert (found[0].position.line, found[0].position.column) == (3, 6)


def test_the_library_is_never_asked_for_values() -> None:
    for asked in (_Handler().load, _Handler().export):
        with pytest.raises(NotImplementedError):
            asked("a: 1")


@given(st.text(st.sampled_from("-\n\r a:\ufeff\x00é"), max_size=40))
@example("---\n---\n---")
def test_nothing_is_lost_or_changed(text: str) -> None:
    found = split_text(text, "x.md")
    if isinstance(found, Split):
        assert found.text == text.removeprefix(BOM)
        assert found.text[: found.start] + found.header + found.text[found.end : found.below] + found.body == found.text
    else:
        assert found


@given(st.binary(max_size=60))
def test_any_bytes_give_a_split_or_findings(data: bytes) -> None:
    for found in (split(data, "x.md"), split(b"---\n" + data + b"\n---\n", "x.md"), whole(data, "bb.yaml")):
        assert isinstance(found, Split) or found


@given(
    st.text(st.sampled_from("-\n\r\t a:\ufeff\x00\x7f\x85\u2028\ufffe\u00e9\u2026"), max_size=40).map("---\n{}".format)
)
@example("---\n---")
@example("---\n---\n")
@example("---\n--- \n---\n")
@example("---\na\n---x\n---\nb")
def test_a_quick_look_at_the_bytes_gives_the_same(text: str) -> None:
    assert split(text.encode(), "x.md") == split_text(text, "x.md")
