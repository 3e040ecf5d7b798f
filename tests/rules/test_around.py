"""The cheap check of one change finds what the whole check finds anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.domain.finding import Finding
from bb.domain.register import Register
from bb.files.places import kind_and_id
from bb.files.store import load, read_record
from bb.rules.around import around
from bb.rules.checking import check
from tests.rules.organisation import TODAY, clean

REGISTER = load((path, text.encode()) for path, text in clean().items()).register
CASES = [path for path in clean() if path.startswith("casus/")]
PEOPLE = [path for path in clean() if path.startswith("vrijwilligers/")]
IDS = [*REGISTER.vrijwilliger, "v-099"]


def fresh(before: Register, after: Register) -> list[Finding]:
    old = {(f.path, f.code, f.message) for f in check(before, TODAY)}
    return [f for f in check(after, TODAY) if (f.path, f.code, f.message) not in old]


def both(path: str, lines: list[str]) -> tuple[list[Finding], list[Finding]]:
    text = clean()[path].replace("\n---\n", "\n" + "".join(f"  - {{{line}}}\n" for line in lines) + "---\n", 1)
    record, _ = read_record(path, text.encode())
    place = kind_and_id(path)
    assert record is not None
    assert place is not None
    before = REGISTER.of_kind(place[0])[place[1]]
    after = REGISTER.with_record(record)
    whole = fresh(REGISTER, after)
    return whole, fresh(around(REGISTER, before, record), around(after, before, record))


teams = st.lists(st.sampled_from(IDS), min_size=1, max_size=3).map(lambda ids: f"[{', '.join(ids)}]")
days = st.sampled_from(["2026-03-01", "2026-08-25", "2026-08-31"])
case_lines = st.one_of(
    st.builds("op: {}, wat: koppeling, team: {}".format, days, teams),
    st.builds("op: {}, wat: voorstel, team: {}".format, days, teams),
    st.builds("op: {}, wat: afsluiting, resultaat: opgelost, reden: advies".format, days),
    st.builds("op: {}, wat: heropening".format, days),
    st.builds("op: {}, wat: dubbel".format, days),
)
person_lines = st.one_of(
    st.builds("op: {}, wat: afwezig, van: 2026-01-01, tot: 2026-12-31".format, days),
    st.builds("op: {}, wat: stop".format, days),
    st.builds("op: {}, wat: nabespreking, casus: 2026-0002".format, days),
    st.builds("op: {}, wat: nabespreking, casus: 2026-0999".format, days),
)


@given(st.sampled_from(CASES), st.lists(case_lines, min_size=1, max_size=3))
def test_a_change_of_a_case(path: str, lines: list[str]) -> None:
    whole, cheap = both(path, lines)
    assert whole == cheap


@given(st.sampled_from(PEOPLE), st.lists(person_lines, min_size=1, max_size=3))
def test_a_change_of_a_volunteer(path: str, lines: list[str]) -> None:
    whole, cheap = both(path, lines)
    assert whole == cheap


@pytest.mark.parametrize("path", CASES)
def test_only_what_can_be_touched_is_looked_at(path: str) -> None:
    place = kind_and_id(path)
    assert place is not None
    case = REGISTER.casus[place[1]]
    near = around(REGISTER, case)
    assert case.id in near.casus
    assert all(near.knows("casus", id_) for id_ in REGISTER.casus)
    assert near.partner == {}
