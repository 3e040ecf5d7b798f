"""The evidence of how a volunteer does: one fact more, one answer more."""

from __future__ import annotations

from datetime import date

from bb.domain.dossier import Formulier
from bb.domain.events import Event
from bb.figures.functioning import Evidence, evidence, teams, trends
from tests.figures.world import activiteit, casus, event, register, vrijwilliger

TODAY = date(2026, 11, 23)
STARTED = (event("2024-01-01", "start"),)
CASE = (
    event("2026-03-01", "melding", via="telefoon"),
    event("2026-03-02", "intake", geschikt=True),
    event("2026-03-05", "koppeling", team=("v-001", "v-002")),
)


def seen(*more: Event, own: tuple[Event, ...] = (), who: str = "v-001") -> Evidence:
    meetings = [event("2026-02-01", "gehouden", aanwezig=("v-001",)), event("2026-05-01", "gehouden", aanwezig=())]
    someone = vrijwilliger(who, *STARTED, *own)
    known = register(
        casus("2026-0001", *CASE, *more),
        activiteit("2026-intervisie-1", "intervisie", *meetings),
        someone,
    )
    return evidence(known, someone, TODAY)


def test_results_and_what_neighbours_say_are_those_of_the_last_team() -> None:
    closed = (
        event("2026-05-01", "nazorg", met="A", stand="houdt", tevreden=8),
        event("2026-05-02", "afsluiting", resultaat="opgelost"),
    )
    found = seen(*closed)
    assert (dict(found.gesloten), dict(found.nazorg), found.tevreden) == ({"opgelost": 1}, {"houdt": 1}, (8,))
    other = seen(event("2026-03-10", "koppeling", team=("v-002", "v-003")), *closed)
    assert (dict(other.gesloten), dict(other.nazorg), other.tevreden) == ({}, {}, ())


def test_a_complaint_and_a_declined_request_are_told() -> None:
    assert (seen().klachten, seen().kon_niet) == ((), 0)
    complaint = seen(event("2026-04-01", "verzoek", soort="klacht", stap="ontvangen"))
    assert complaint.klachten == ("2026-0001",)
    assert seen(event("2026-04-01", "kan-niet", wie="v-001")).kon_niet == 1
    assert seen(event("2026-04-01", "kan-niet", wie="v-002")).kon_niet == 0


def test_talks_training_and_meetings_of_the_last_twelve_months() -> None:
    assert seen().gesprekken == 0
    assert seen(event("2026-04-01", "nabespreking", wie=("v-001",))).gesprekken == 1
    assert seen(event("2026-04-01", "nabespreking")).gesprekken == 1, "nobody named is the whole team"
    assert seen(event("2026-04-01", "nabespreking", wie=("v-002",))).gesprekken == 0
    assert seen(own=(event("2026-04-01", "begeleiding"), event("2025-04-01", "begeleiding"))).gesprekken == 1
    assert seen(own=(event("2026-04-01", "training", soort="pendel"),)).trainingen == ("pendel",)
    assert seen().intervisie == (1, 2)


def form(**scores: int) -> Formulier:
    return Formulier(scores=scores)


def test_scores_over_time_by_criterion_and_by_team() -> None:
    forms = {
        date(2026, 5, 1): {"2026-0002": form(luisteren=8, leiding=6)},
        date(2026, 3, 1): {"2026-0001": form(luisteren=5)},
        date(2026, 7, 1): {"2026-0003": form(luisteren=8)},
        date(2026, 8, 1): {"2026-0004": form(luisteren=7)},
        date(2024, 1, 1): {"selectiegesprek": form(luisteren=1)},
    }
    found = {trend.criterium: trend for trend in trends(forms)}
    assert [score for _, score in found["luisteren"].scores] == [5, 8, 8, 7]
    assert found["luisteren"].richting == 1
    assert found["leiding"].richting == 0, "one score is no trend"
    assert [t.criterium for t in trends(forms, ("2026-0001",))] == ["luisteren"]
    assert next(trends(forms, ("2026-0001", "2026-0002", "2026-0003"))).richting == 0, "three are too few"
    down = {date(2026, n, 1): {f"2026-000{n}": form(luisteren=9 - n)} for n in (1, 2, 3, 4)}
    assert next(trends(down)).richting == -1


def test_the_teams_a_volunteer_was_debriefed_with() -> None:
    known = register(
        casus("2026-0001", *CASE, event("2026-04-01", "nabespreking")),
        casus("2026-0002", *CASE, event("2026-04-01", "nabespreking", wie=("v-001",))),
        casus("2026-0003", *CASE, event("2026-04-01", "nabespreking", wie=("v-002",))),
    )
    assert teams(known, "v-001", TODAY) == {("v-002",): ("2026-0001",), (): ("2026-0002",)}
