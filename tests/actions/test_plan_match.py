"""Planning that ends badly is said plainly, and nothing is recorded."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from bb.actions.apart import apart
from bb.actions.choose_team import choose
from bb.actions.plan_match import open_for_planning, plan_match, the_case
from bb.actions.stop import Stop
from bb.matching import highs
from tests.actions.organisation import CASE, CASUS, TODAY, VOLUNTEER, git

THREE = ("v-003", "v-004", "v-005")
DONE = CASE.replace("2026-11-0", "2024-05-0").replace(
    "# thuis\n",
    "# thuis\n  - {op: 2024-06-01, wat: koppeling, team: [v-003, v-004]}\n"
    "  - {op: 2024-08-01, wat: afsluiting, resultaat: opgelost}\n",
)


@pytest.fixture
def ready(root: Path) -> Path:
    """Volunteers from another wijk, of whom some went to three cases: a team is possible."""
    for id_ in THREE:
        (root / f"vrijwilligers/{id_}.md").write_text(VOLUNTEER.replace("noord", "dijk"))
    (root / "casus/2024").mkdir()
    for number in (1, 2, 3):
        (root / f"casus/2024/2024-000{number}.md").write_text(DONE)
    return root


def killed(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def failing(*_: object, **__: object) -> None:
    raise highs.SolverError("Het rekenprogramma HiGHS stopte zonder antwoord.")


def test_there_is_a_plan(ready: Path) -> None:
    assert [p.casus for p in plan_match(ready, TODAY, ("1",)).proposals] == ["2026-0001"]


def full(*_: object, **__: object) -> None:
    raise MemoryError


@pytest.mark.parametrize(
    ("how", "said"), [(killed, "is afgebroken"), (full, "te weinig geheugen"), (failing, "stopte zonder antwoord")]
)
def test_a_solver_that_fails_or_is_killed(ready: Path, how: object, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bb.matching.highs.Solver.maximise", how)
    before = git(ready, "log", "--format=%H"), (ready / CASUS).read_text()
    with pytest.raises(Stop, match=said):
        plan_match(ready, TODAY)
    assert (git(ready, "log", "--format=%H"), (ready / CASUS).read_text()) == before


def test_an_error_in_the_other_process_comes_back_as_it_was() -> None:
    def wrong() -> None:
        raise ValueError("hier")

    with pytest.raises(ValueError, match="hier"):
        apart(wrong)


def test_a_choice_that_somebody_overtook_is_not_recorded(ready: Path) -> None:
    opened = open_for_planning(ready)
    casus = the_case(opened.register, "1", TODAY)
    now = CASE.replace("verwijzer: zelf", "verwijzer: woonstad")
    (ready / CASUS).write_text(now)
    with pytest.raises(Stop, match="intussen door iemand anders gewijzigd"):
        choose(opened, TODAY, casus, ("v-003", "v-005"), "ervaring")
    assert (ready / CASUS).read_text() == now


def test_what_a_choice_overrides_stands_in_toch(ready: Path) -> None:
    opened = open_for_planning(ready)
    decided = choose(opened, TODAY, the_case(opened.register, "1", TODAY), ("v-001", "v-002"), "wens")
    assert {one.eis for one in decided.overridden} == {"eigen-wijk", "ervaren"}
    line = "  - {op: 2026-11-23, wat: koppeling, team: [v-001, v-002], reden: wens, toch: [eigen-wijk, ervaren]}"
    assert line in (ready / CASUS).read_text().splitlines()
    assert git(ready, "log", "-1", "--format=%s") == "2026-0001: koppeling 2026-11-23 (wens)\n"
