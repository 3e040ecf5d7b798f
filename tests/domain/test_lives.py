"""The deriving code held against lives worked out by hand (`lives/lives.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from bb.domain.due import Due
from bb.domain.dues import case_outcome
from bb.domain.journal import Span, doorlooptijd, reactietijd, state_of, wachttijd, waiting
from bb.domain.register import Register
from bb.domain.team import stopped, stops
from bb.domain.workdays import calendar_of
from bb.files.store import load
from tests.domain.lives.lives import LIVES, Day, Life

REASONS = {"termijn": "term", "toezegging": "promise"}
ASKED = [(life, case, day) for life in LIVES for case, day in life.expect]


def register_of(files: Mapping[str, str]) -> Register:
    loaded = load((path, text.encode()) for path, text in sorted(files.items()))
    assert not loaded.findings
    return loaded.register


def span(found: Span | None) -> tuple[int, int] | None:
    return (found.days, found.working) if found else None


def told(due: Due) -> tuple[str, str | None, date, str]:
    return due.term, due.party, due.day, REASONS.get(due.reason, due.reason)


def name(value: object) -> str:
    return value.name if isinstance(value, Life) else str(value)


@pytest.mark.parametrize(("life", "case", "day"), ASKED, ids=name)
def test_a_life_is_derived_as_on_paper(life: Life, case: str, day: date) -> None:
    register = register_of(life.files)
    casus = register.casus[case]
    state = state_of(casus, day)
    expected = life.expect[case, day]
    derived = Day(
        status=state.status,
        fase=state.fase,
        einde=state.einde,
        waiting=waiting(state, stopped(register, day)),
        team=state.team,
        bemiddeling=state.bemiddeling,
        nazorg=state.nazorg,
        consent={party: set(given) for party, given in state.consent.items()},
        attempts=dict(state.attempts),
        declines=dict(state.declines),
        minutes=dict(state.minutes),
        wachttijd=span(wachttijd(state)),
        reactietijd=span(reactietijd(state)),
        doorlooptijd=span(doorlooptijd(state)),
        dues=expected.dues,
        settled=expected.settled,
        named=expected.named,
    )
    assert derived == expected


@pytest.mark.parametrize(("life", "case", "day"), ASKED, ids=name)
def test_what_is_due_is_as_on_paper(life: Life, case: str, day: date) -> None:
    register = register_of(life.files)
    casus = register.casus[case]
    outcome = case_outcome(
        casus,
        organisatie=register.organisatie,
        partner=register.partner.get(casus.verwijzer),
        calendar=calendar_of(register.organisatie.gesloten),
        until=day,
        left=stops(register, register.vrijwilliger, day),
    )
    expected = life.expect[case, day]
    assert sorted(map(told, outcome.dues), key=str) == sorted(expected.dues, key=str)
    if expected.settled is not None:
        assert sorted((s.term, s.party, s.why) for s in outcome.settled) == sorted(expected.settled)
    for (term, party), both in (expected.named or {}).items():
        due = next(d for d in outcome.dues if (d.term, d.party) == (term, party))
        assert {"term" if b.by == "organisatie" else "promise": b.day for b in due.bases} == both
