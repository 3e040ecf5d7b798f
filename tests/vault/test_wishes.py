"""Planning with what the dossiers of waiting cases ask, and saying which of them it could not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bb.actions import unlock
from bb.actions.choose_team import propose
from bb.actions.dossier_change import change
from bb.actions.plan_match import open_with_wishes, plan_for, plan_match
from tests.actions.organisation import CASE, TODAY, VOLUNTEER, git
from tests.vault.world import Desk

DONE = CASE.replace("2026-11-0", "2024-05-0").replace(
    "# thuis\n",
    "# thuis\n  - {op: 2024-06-01, wat: koppeling, team: [v-003, v-004]}\n"
    "  - {op: 2024-08-01, wat: afsluiting, resultaat: opgelost}\n",
)
ASKS = "partijen:\n  A: {talen: [tr], wensen: {affiniteit: [jongeren], geslacht: vrouw}}\n"


def put(desk: Desk, kind: str, id_: str, text: str) -> None:
    change(desk.vault, kind, id_, lambda _: text, command="bb dossier", message=f"{id_}: dossier bijgewerkt")


@pytest.fixture
def ready(noor: Desk) -> Desk:
    """A case that asks, and volunteers from another wijk of whom one answers."""
    for id_ in ("v-003", "v-004", "v-005"):
        (noor.root / f"vrijwilligers/{id_}.md").write_text(VOLUNTEER.replace("noord", "dijk"))
    (noor.root / "casus/2024").mkdir()
    for number in (1, 2, 3):
        (noor.root / f"casus/2024/2024-000{number}.md").write_text(DONE)
    put(noor, "casus", "2026-0001", ASKS)
    put(noor, "vrijwilliger", "v-005", "affiniteit: [jongeren]\n")
    return noor


def given(desk: Desk) -> dict[str, int]:
    (proposal,) = plan_match(desk.root, TODAY, ("1",)).proposals
    return {points.wens: points.points for points in proposal.points if points.points}


def test_an_open_dossier_is_heard_and_nothing_of_it_is_written(ready: Desk) -> None:
    assert given(ready)["affiniteit"] == 10
    opened = open_with_wishes(ready.root, TODAY)
    assert opened.register.wishes.asked["2026-0001"]["A"].talen == ("tr",)
    assert "jongeren" not in repr(opened.register)
    propose(opened, TODAY, plan_for(opened.register, TODAY, ("2026-0001",)))
    assert "jongeren" not in git(ready.root, "log", "-p", "--", "*.md")


def test_while_dossiers_are_shut_there_is_a_plan_that_says_so(ready: Desk, caplog: pytest.LogCaptureFixture) -> None:
    unlock.lock(ready.opened.register.organisatie)
    assert "affiniteit" not in given(ready)
    assert "2026-0001" in caplog.text
    assert "op slot" in caplog.text


@pytest.mark.parametrize("name", ["casus/2026/2026-0001.prive", "vrijwilligers/v-005.prive"])
def test_a_dossier_that_cannot_be_read_is_named(ready: Desk, name: str, caplog: pytest.LogCaptureFixture) -> None:
    path = ready.root / name
    path.write_bytes(path.read_bytes()[:-3] + b"abc")
    assert "affiniteit" not in given(ready)
    assert Path(name).stem in caplog.text
    assert "Niet (helemaal) te lezen" in caplog.text


def test_without_dossiers_nothing_is_said(noor: Desk, caplog: pytest.LogCaptureFixture) -> None:
    plan_match(noor.root, TODAY)
    assert caplog.text == ""
