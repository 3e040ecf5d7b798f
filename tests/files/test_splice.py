from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.files.splice import Refused, append_event, correct, remove_key, set_key
from bb.files.verify import Appended, Assigned, Removed, data_in, opened, verify

NEW = "{op: 2026-06-11, wat: gesprek, met: A, minuten: 75}"

CASE = """---
# Voor Sam Voorbeeld
wijk:   noord   # een woord
kan: ['di-avond',  za-ochtend]   
verloop:   # wat er gebeurde
  # het begin
  - {op: 2026-06-01, wat: melding, via: telefoon}   # gebeld
  # daarna

  - { op: 2026-06-18,   wat: gesprek, met: B, minuten: 60 }
  # het einde
---
Tekst
---
verloop: []
"""  # noqa: W291 - blanks at the end of a line must stay


def done(result: str | Refused) -> str:
    assert isinstance(result, str), result
    return result


def added(old: str, new: str | Refused) -> list[str]:
    """The lines that were added, when that is all that changed."""
    before, after = old.splitlines(keepends=True), done(new).splitlines(keepends=True)
    extra = len(after) - len(before)
    at = next((i for i, line in enumerate(before) if line != after[i]), len(before))
    assert after[:at] + after[at + extra :] == before
    return after[at : at + extra]


def test_one_line_is_added_after_the_last_event_of_an_earlier_day() -> None:
    new = append_event(CASE, NEW)
    assert added(CASE, new) == [f"  - {NEW}\n"]
    assert f"# gebeld\n  - {NEW}\n  # daarna\n" in done(new)


def test_an_event_of_the_same_day_comes_last_of_that_day() -> None:
    line = "{op: 2026-06-18, wat: contact, met: A, via: deur}"
    assert f"minuten: 60 }}\n  - {line}\n  # het einde\n---" in done(append_event(CASE, line))


def test_an_event_before_all_others_comes_first() -> None:
    line = "{op: 2026-05-01, wat: contact, met: A, via: deur}"
    assert f"  # het begin\n  - {line}\n  - {{op: 2026-06-01" in done(append_event(CASE, line))


def test_a_block_list_of_block_maps_is_continued_in_that_style() -> None:
    text = "---\nverloop:\n- op: 2026-06-01\n  wat: melding # hoe\n  via: telefoon\n# einde\n---\n"
    assert added(text, append_event(text, NEW)) == [
        "- op: 2026-06-11\n",
        "  wat: gesprek\n",
        "  met: A\n",
        "  minuten: 75\n",
    ]


def test_an_empty_or_missing_journal_gets_two_lines() -> None:
    for old in (
        "---\nwijk: noord\nverloop: []  # leeg\n---\nx",
        "---\nwijk: noord\nverloop:   [ ]\n---",
        "---\nwijk: noord\n# op\n---\n",
        "---\n---\n",
    ):
        new = done(append_event(old, NEW))
        assert f"  - {NEW}\n---" in new
        assert verify(old, new, Appended(NEW))
    assert done(append_event("---\nverloop: []  # leeg\n---\n", NEW)) == f"---\nverloop:  # leeg\n  - {NEW}\n---\n"


def test_a_list_on_one_line_stays_on_that_line() -> None:
    text = "---\r\nverloop: [{op: 2026-06-01, wat: melding}, {op: 2026-07-01, wat: hervat}] # x\r\n---\r\n"
    assert done(append_event(text, NEW)) == text.replace("}, {op: 2026-07", f"}}, {NEW}, {{op: 2026-07")
    first = "{op: 2025-01-01, wat: contact}"
    assert done(append_event(text, first)) == text.replace("[{", f"[{first}, {{")


@pytest.mark.parametrize(
    "text",
    [
        "---\nverloop: [{op: 2026-06-01, wat: melding},\n  {op: 2026-07-01, wat: hervat}]\n---\n",
        "---\nverloop:\n---\n",
        "---\nverloop:\n  []\n---\n",
        "---\nverloop: geen\n---\n",
        "---\nverloop:\n  - tekst\n---\n",
        "---\nverloop:\n  - - {op: 2026-06-01, wat: melding}\n---\n",
        "---\nverloop:\n  -\n    {op: 2026-06-01, wat: melding}\n---\n",
        "---\n{wijk: noord}\n---\n",
        "---\nwijk: noord\nwijk: zuid\n---\n",
        "---\nwijk: [\n---\n",
        "wijk: noord\n",
        "",
    ],
)
def test_elsewhere_it_refuses_and_shows_the_line_to_type(text: str) -> None:
    refused = append_event(text, NEW)
    assert isinstance(refused, Refused)
    assert refused.reason.endswith(".")
    assert refused.line == f"  - {NEW}"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "x",
        "{op: gisteren, wat: x}",
        "{wat: x}",
        "[a]",
        "{op: 2026-06-01}\n",
        "{op: 2026-06-01}, {a: b}",
        "{op: 2026-06-01",
        "op: 2026-06-01",
        "{op: 2026-06-01, a: \x00}",
        "{op: 2026-06-01, a: \udcff}",
        "{op: 2026-06-01} # x",
    ],
)
def test_a_line_that_is_no_event_is_refused(line: str) -> None:
    assert isinstance(append_event(CASE, line), Refused)


def test_a_value_is_corrected_in_place() -> None:
    assert done(correct(CASE, 10, "minuten", "90")) == CASE.replace("minuten: 60", "minuten: 90")
    assert done(correct(CASE, 7, "via", '"a, b"')) == CASE.replace("via: telefoon", 'via: "a, b"')
    assert done(correct(CASE, 7, "minuten", "5")) == CASE.replace("telefoon}", "telefoon, minuten: 5}")
    assert done(set_key(CASE, ("wijk",), "zuid")) == CASE.replace("noord", "zuid")
    assert done(set_key(CASE, ("kan",), "[]")) == CASE.replace("['di-avond',  za-ochtend]", "[]")
    assert done(set_key(CASE, ("max",), "3")) == CASE.replace("verloop:   #", "max: 3\nverloop:   #")


def test_the_line_of_a_correction_may_be_any_line_of_the_event() -> None:
    text = "---\nverloop:\n  - op: 2026-06-01\n    wat: gesprek\n    met: A  # x\n---\n"
    for line in (3, 4, 5):
        assert done(correct(text, line, "met", "AB")) == text.replace("met: A", "met: AB")
    assert done(correct(text, 3, "minuten", "5")) == text.replace("# x\n", "# x\n    minuten: 5\n")
    for line in (0, 1, 2, 6, 99):
        assert isinstance(correct(text, line, "met", "AB"), Refused)


@pytest.mark.parametrize(
    "value", ["", "a: b", "a # b", "1, y: 2", "1}, {y: 2", "[a", "a\nb", "|", "&a b", "!a b", "a\u2028", "\ud800"]
)
def test_a_value_that_would_be_more_than_a_value_is_refused(value: str) -> None:
    assert isinstance(correct(CASE, 10, "minuten", value), Refused)
    assert isinstance(set_key(CASE, ("wijk",), value), Refused)


def test_values_over_more_lines_are_not_touched() -> None:
    text = "---\nwijk: noord\n  en zuid\nkan:\n  - di-avond\nx: |\n  a\nverloop: []\n---\n"
    for name in ("wijk", "kan", "x"):
        refused = set_key(text, (name,), "y")
        assert isinstance(refused, Refused)
        assert refused.line == f"{name}: y"


def test_a_key_is_removed_with_its_line_or_from_its_line() -> None:
    text = (
        "---\nniet: [v-009]  # daarom\nwijk: noord\npartijen:\n  A: {kan: [di-avond], wijk: noord}\n"
        "  B:\n    kan: [do-avond]\n  C:\n    wijk: zuid\n    kan:\n      - ma-avond\n"
        "verloop:\n  - {op: 2026-06-03, wat: intake, toestemming: [opslag], minuten: 4}\n---\n"
    )
    assert done(remove_key(text, ("niet",))) == text.replace("niet: [v-009]  # daarom\n", "")
    assert done(remove_key(text, ("partijen", "A", "kan"))) == text.replace("kan: [di-avond], ", "")
    assert done(remove_key(text, ("partijen", "B", "kan"))) == text.replace("B:\n    kan: [do-avond]\n", "B: {}\n")
    assert done(remove_key(text, ("partijen", "C", "kan"))) == text.replace("    kan:\n      - ma-avond\n", "")
    assert done(remove_key(text, ("verloop", 0, "toestemming"))) == text.replace(" toestemming: [opslag],", "")
    assert done(remove_key(text, ("verloop", 0, "minuten"))) == text.replace(", minuten: 4", "")
    for path in (("x",), ("partijen", "Z", "kan"), ("verloop", 3, "op"), ("verloop", 7), ("wijk", "x")):
        assert isinstance(remove_key(text, path), Refused)
    dash = "---\nverloop:\n  - toestemming: []\n    op: 2026-06-01\n---\n"
    assert done(remove_key(dash, ("verloop", 0, "toestemming"))) == dash.replace("toestemming: []\n    ", "")
    for hard in (dash.replace("[]", "[]  # waarom"), dash.replace("    op: 2026-06-01\n", "")):
        assert isinstance(remove_key(hard, ("verloop", 0, "toestemming")), Refused)
    remark = "---\nverloop:\n  - {op: 2026-06-01, # x\n     wat: y}\n---\n"
    assert isinstance(remove_key(remark, ("verloop", 0, "wat")), Refused)


def test_verifying_sees_any_other_change() -> None:
    new = done(append_event(CASE, NEW))
    assert verify(CASE, new, Appended(NEW))
    assert not verify(CASE, new.replace("noord", "zuid"), Appended(NEW))
    assert not verify(CASE, new.replace("Tekst", "tekst"), Appended(NEW))
    assert not verify(CASE, "\ufeff" + new, Appended(NEW))
    assert not verify(CASE, new, Appended(NEW.replace("75", "76")))
    assert not verify(CASE, CASE, Appended(NEW))
    assert not verify(CASE, "x", Appended(NEW))
    assert not verify(CASE, new, Assigned(("wijk",), "noord"))
    assert verify(CASE, CASE, Assigned(("wijk",), "noord"))
    assert not verify(CASE, CASE, Removed(("wijk",)))


# A small grammar of files as people write them.

days = st.dates(min_value=dt.date(2026, 1, 1), max_value=dt.date(2026, 1, 9))
blanks = st.sampled_from(["", " ", "   "])
remarks = st.sampled_from(["", "", "", "   ", "\t", " # opmerking", "  # a: [b, {c"])
values = st.sampled_from(["telefoon", "'a, b'", '"zei: \\"x\\""', "[v-001, v-002]", "{a: b}", "19:30", "één"])


@st.composite
def keys_of_event(draw: st.DrawFn) -> list[tuple[str, str]]:
    extra = draw(st.lists(st.tuples(st.sampled_from(["via", "met", "team", "tijd"]), values), unique_by=lambda k: k[0]))
    return [("op", draw(days).isoformat()), ("wat", "gesprek"), *extra]


@st.composite
def flow_maps(draw: st.DrawFn, wraps: bool = True) -> str:
    inside, colon = draw(blanks), draw(st.sampled_from([": ", ":  "]))
    comma = draw(st.sampled_from([", ", ",", *([",\n      ", ",  # los\n      "] if wraps else [])]))
    return "{" + inside + comma.join(f"{k}{colon}{v}" for k, v in draw(keys_of_event())) + inside + "}"


@st.composite
def journals(draw: st.DrawFn) -> list[str]:
    style = draw(st.sampled_from(["none", "empty", "lines", "blocks", "mixed", "flow"]))
    tail = draw(remarks)
    if style == "none":
        return []
    if style == "empty":
        return [f"verloop: []{tail}"]
    if style == "flow":
        items = draw(st.lists(flow_maps(wraps=False), min_size=1, max_size=3))
        return [f"verloop: [{', '.join(items)}]{tail}"]
    indent, after = draw(blanks), " " * draw(st.integers(1, 3))
    lines = [f"verloop:{tail}"]
    for _ in range(draw(st.integers(1, 4))):
        lines += draw(st.lists(st.sampled_from(["", "  ", "# los", "      # los"]), max_size=2))
        if style == "lines" or (style == "mixed" and draw(st.booleans())):
            lines.append(f"{indent}-{after}{draw(flow_maps())}{draw(remarks)}")
        else:
            for number, (key, value) in enumerate(draw(keys_of_event())):
                start = f"{indent}-{after}" if number == 0 else " " * len(f"{indent}-{after}")
                lines.append(f"{start}{key}: {value}{draw(remarks)}")
    return lines


@st.composite
def files(draw: st.DrawFn) -> str:
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    head = draw(
        st.lists(
            st.sampled_from(["wijk: noord  # x", "# los", "", "kan: [a, 'b']", "x:\n- a\n- b", "y: |\n  tekst\n"]),
            unique=True,
        )
    )
    last = draw(st.lists(st.sampled_from(["# einde", "", "z: {a: b}"]), unique=True))
    body = draw(st.sampled_from(["", "\n", "\nTekst\n---\nverloop: []\n", "\nzonder einde"]))
    close = "---" + draw(st.sampled_from(["", " ", "\t"]))
    text = "\n".join(["---", *head, *draw(journals()), *last, close]) + body
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", newline)


def data(text: str) -> Any:
    found = opened(text)
    assert found is not None, text
    return found[1]


def plain(text: str) -> list[Any]:
    read = data_in(data(text))
    assert isinstance(read, dict)
    journal = read.get("verloop", ())
    assert isinstance(journal, tuple)
    return list(journal)


@given(files(), keys_of_event())
def test_appending_adds_the_event_and_keeps_every_other_byte(text: str, keys: list[tuple[str, str]]) -> None:
    line = "{" + ", ".join(f"{key}: {value}" for key, value in keys) + "}"
    new = done(append_event(text, line))
    before, after = plain(text), plain(new)
    at = max((i + 1 for i, event in enumerate(before) if event["op"] <= keys[0][1]), default=0)
    assert after[:at] + after[at + 1 :] == before
    assert after[at]["op"] == keys[0][1]
    empty = not before and data(text).get("verloop") is not None
    was = text.replace("verloop: []", "verloop:", 1) if empty else text
    same = next((i for i, (old, now) in enumerate(zip(was, new, strict=False)) if old != now), len(was))
    assert new.endswith(was[same:])  # what came in is one piece; without it the file is as it was


@given(files(), st.integers(0, 5), st.sampled_from(["via", "met", "op"]), values)
def test_correcting_changes_one_value_and_no_other_byte(text: str, order: int, key: str, value: str) -> None:
    before = plain(text)
    new = set_key(text, ("verloop", order, key), value)
    if order >= len(before):
        assert isinstance(new, Refused)
        return
    assert plain(done(new)) == [
        {**event, key: plain_value(value)} if i == order else event for i, event in enumerate(before)
    ]
    old = data(text).get("verloop").items[order].get(key)
    bom = len(text) - len(text.removeprefix("\ufeff"))
    if old is not None:
        assert new == text[: old.start + bom] + value + text[old.end + bom :]
    else:
        same = next(i for i, (was, now) in enumerate(zip(text, done(new), strict=False)) if was != now)
        assert done(new).endswith(text[same:])  # what came in is one piece


def plain_value(value: str) -> Any:
    (event,) = plain(f"---\nverloop:\n  - {{x: {value}}}\n---\n")
    return event["x"]


@given(files(), st.integers(0, 5))
def test_removing_an_event_takes_its_lines_and_no_other(text: str, order: int) -> None:
    before = plain(text)
    new = remove_key(text, ("verloop", order))
    if order >= len(before):
        assert isinstance(new, Refused)
        return
    assert plain(done(new)) == before[:order] + before[order + 1 :]
    journal, lines = data(text).get("verloop"), text.split("\n")
    event = journal.items[order]
    first, last = event.position.line - 1, event.position.line - 1 + text.count("\n", event.start, event.end)
    if journal.flow:
        assert done(new).split("\n")[:first] == lines[:first]
        assert done(new).split("\n")[first + 1 :] == lines[last + 1 :]
    elif len(before) > 1:
        assert done(new).split("\n") == lines[:first] + lines[last + 1 :]


@given(files(), st.integers(0, 5), st.sampled_from(["via", "met", "wat"]))
def test_removing_what_was_added_gives_the_file_back(text: str, order: int, key: str) -> None:
    if isinstance(with_key := set_key(text, ("verloop", order, "door"), "v-001"), str):
        assert remove_key(with_key, ("verloop", order, "door")) == text
    if order < len(plain(text)) and key in plain(text)[order]:
        removed = remove_key(text, ("verloop", order, key))
        if isinstance(removed, Refused):  # whose the comment is, nobody can tell
            assert ",  # los\n" in text.replace("\r", "")
        else:
            assert plain(removed)[order] == {k: v for k, v in plain(text)[order].items() if k != key}


@given(st.text(st.sampled_from("-\n\r ab:{}[],#'\"op2026-06-01|&\ufeff\x00"), max_size=60))
def test_any_text_is_changed_soundly_or_refused(text: str) -> None:
    for around in (text, f"---\n{text}\n---\n", f"---\nverloop:\n{text}\n---\n"):
        for result in (
            append_event(around, NEW),
            set_key(around, ("a",), "b"),
            remove_key(around, ("a",)),
            correct(around, 3, "a", "b"),
        ):
            assert isinstance(result, str | Refused)
