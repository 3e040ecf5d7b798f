"""Forgetting: the dossier opens nowhere any more, the figures stay, and the proof finds what was left on purpose."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bb.actions import dossiers
from bb.actions.forget import Forgotten, due_to_forget, forget, plan_forget
from bb.actions.keys_ring import kept_ring
from bb.actions.prove import Proof, prove
from bb.actions.stop import Stop
from bb.actions.undo import plan_undo
from bb.actions.vault import Vault
from bb.files.dossier import with_value
from bb.vault.armour import seal_ring
from bb.vault.ring import Ring
from tests.actions.organisation import CASE, git, log
from tests.vault.world import Desk

TODAY = date(2028, 3, 1)
NAME = "Kanarie Voorbeeld"
CLOSED = CASE.replace("---\nEen", "  - {op: 2026-11-10, wat: afsluiting, resultaat: opgelost}\n---\nEen")
PATH = "casus/2026/2026-0001.md"


def put(desk: Desk, id_: str, value: str = NAME, kind: str = "casus") -> None:
    place = {
        "casus": ("partijen", "A", "naam"),
        "vrijwilliger": ("naam",),
        "partner": ("contactpersonen", "beheerder", "naam"),
    }[kind]

    def decide(held: dossiers.Held) -> str:
        new = with_value(held.text, place, value)
        assert new is not None
        return new

    dossiers.change(desk.vault, kind, id_, decide, command="bb dossier", message=f"{id_}: dossier bijgewerkt")


def close(desk: Desk, path: str = PATH) -> None:
    (desk.root / path).write_text(CLOSED, "utf-8")
    git(desk.root, "commit", "--quiet", "-am", "afgesloten")


def gone(desk: Desk, id_: str = "2026-0001", grond: str = "bewaartermijn", kind: str = "casus") -> Forgotten:
    opened = desk.opened
    plan = plan_forget(opened, [opened.register.of_kind(kind)[id_]], grond, TODAY)
    assert not plan.refused
    return forget(opened, plan, TODAY)


@pytest.fixture
def closed(noor: Desk) -> Desk:
    """A closed case with a dossier in three versions, beside one that stays."""
    close(noor)
    put(noor, "2026-0001", "Iemand Anders")
    put(noor, "2026-0001", "Nog Iemand")
    put(noor, "2026-0001")
    put(noor, "2025-0007", "Blijft Hier")
    return noor


def keep_too(desk: Desk, ring: Ring) -> str:
    """Leave a ring among the objects of git, where nothing refers to it."""
    sealed = seal_ring(ring, [desk.vault.identity.recipient])
    path = desk.root.parent / "ring"
    path.write_bytes(sealed)
    return git(desk.root, "hash-object", "-w", str(path)).strip()


def test_what_is_forgotten_opens_nowhere_and_the_rest_opens_as_before(closed: Desk) -> None:
    before = closed.vault
    done = gone(closed)
    proof = prove(closed.opened, done, TODAY)
    assert proof.holds
    assert proof.searched
    assert proof.history
    assert (proof.history.versions, len(proof.history.readable)) == (3, 0)
    assert (proof.history.others, proof.history.others_opened) == (1, 1)
    assert proof.history.rings == proof.history.sealed == 1
    assert not [
        id_ for id_ in before.ring.keys if id_ in closed.vault.ring.keys and before.ring.keys[id_][0] == "2026-0001"
    ]
    assert (
        (closed.root / PATH).read_text("utf-8")
        == """\
---
klachten: [geluid-personen]
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-11-02, wat: melding, via: telefoon}
  - {op: 2026-11-04, wat: intake, geschikt: ja}
  - {op: 2026-11-10, wat: afsluiting, resultaat: opgelost}
  - {op: 2028-03-01, wat: vergeten, grond: bewaartermijn}
---
"""
    )
    assert not (closed.root / "casus/2026/2026-0001.prive").exists()
    assert git(closed.root, "log", "-1", "--format=%s").strip() == "2026-0001: vergeten 2028-03-01 (bewaartermijn)"
    assert git(closed.root, "status", "--short") == ""
    assert dossiers.read(closed.vault, "casus", "2025-0007").text.count("Blijft Hier") == 1


def test_it_can_be_proven_again_later_without_knowing_what_was_in_it(closed: Desk) -> None:
    gone(closed)
    proof = prove(closed.opened, Forgotten(ids=("2026-0001",)), TODAY)
    assert proof.holds
    assert not proof.searched
    assert proof.history
    assert proof.history.versions == 3


def test_a_key_that_survived_makes_the_proof_fail(closed: Desk) -> None:
    old = closed.vault.ring
    done = gone(closed)
    object_ = keep_too(closed, old)
    git(closed.root, "update-ref", "refs/bb/vergeten-ring", object_)  # something still refers to it
    proof = prove(closed.opened, done, TODAY)
    assert not proof.holds
    assert proof.history
    assert proof.history.with_key == (object_,)
    assert len(proof.history.readable) == 3
    assert not prove(closed.opened, Forgotten(ids=done.ids), TODAY).holds


def test_an_old_ring_that_nothing_refers_to_is_dropped_even_from_a_pack(closed: Desk) -> None:
    object_ = keep_too(closed, closed.vault.ring)
    git(
        closed.root,
        "update-ref",
        "refs/heads/even",
        git(closed.root, "commit-tree", git(closed.root, "mktree", "--missing").strip(), "-m", "x").strip(),
    )
    git(closed.root, "tag", "ring", object_)
    git(closed.root, "repack", "-a", "-d", "-q")
    git(closed.root, "tag", "-d", "ring")
    proof = prove(closed.opened, gone(closed), TODAY)
    assert proof.holds
    assert object_ not in git(closed.root, "cat-file", "--batch-all-objects", "--batch-check")


@pytest.mark.parametrize("form", ["raw", "base64", "hex"])
def test_a_key_written_down_in_a_file_makes_the_proof_fail(closed: Desk, form: str) -> None:
    import base64

    (secret,) = {key.secret for record, key in closed.vault.ring.keys.values() if record == "2026-0001"}
    done = gone(closed)
    written = {"raw": secret, "base64": base64.b64encode(secret), "hex": secret.hex().encode()}[form]
    (closed.root / "kladje.txt").write_bytes(b"sleutel: " + written)
    proof = prove(closed.opened, done, TODAY)
    assert not proof.holds
    assert proof.files.with_key == ("kladje.txt",)


def test_plain_text_in_an_unreachable_object_is_found_and_dropped(closed: Desk) -> None:
    path = closed.root.parent / "kladje"
    path.write_text("Gebeld met KANARIE  voorbeeld.", "utf-8")
    object_ = git(closed.root, "hash-object", "-w", str(path)).strip()
    opened = closed.opened
    done = forget(opened, plan_forget(opened, [opened.register.casus["2026-0001"]], "bewaartermijn", TODAY), TODAY)
    assert object_ not in git(closed.root, "cat-file", "--batch-all-objects", "--batch-check")
    again = git(closed.root, "hash-object", "-w", str(path)).strip()
    git(closed.root, "tag", "kladje", again)
    proof = prove(closed.opened, done, TODAY)
    assert proof.history
    assert proof.history.plain == (again,)
    assert not proof.holds


def test_undo_never_brings_it_back(closed: Desk) -> None:
    gone(closed)
    with pytest.raises(Stop, match="vergeten"):
        plan_undo(closed.opened, None)
    for commit in git(closed.root, "log", "--format=%h").split()[1:4]:
        with pytest.raises(Stop):
            plan_undo(closed.opened, git(closed.root, "rev-parse", commit).strip())


def test_an_old_ring_that_comes_back_is_refused(closed: Desk) -> None:
    old = kept_ring(closed.vault.repository)
    assert old
    path = closed.root.parent / "oud"
    shutil.copytree(closed.root, path)
    gone(closed)
    git(closed.root, "fetch", "--quiet", str(path), "+refs/bb/sleutelring:refs/bb/sleutelring")
    with pytest.raises(Stop, match="ouder dan wat hier is vergeten"):
        _ = closed.vault


@pytest.mark.parametrize(
    ("wat", "typed", "grond", "why"),
    [
        ("heropening", {}, "verzoek", "nog niet gesloten"),
        ("verzoek", {"soort": "klacht", "stap": "ontvangen"}, "verzoek", "verzoek open"),
    ],
)
def test_what_is_at_work_is_not_forgotten(closed: Desk, wat: str, typed: dict[str, str], grond: str, why: str) -> None:
    log(closed.root, "2026-0001", wat, **typed)
    opened = closed.opened
    plan = plan_forget(opened, [opened.register.casus["2026-0001"]], grond, TODAY)
    assert not plan.records
    assert why in plan.refused[0][1]


def test_within_the_complaint_term_only_on_request(closed: Desk) -> None:
    opened = closed.opened
    record = opened.register.casus["2026-0001"]
    for day, grond, refused in (
        (date(2027, 2, 10), "bewaartermijn", True),
        (date(2027, 2, 10), "verzoek", False),
        (date(2027, 2, 11), "bewaartermijn", False),
    ):
        assert bool(plan_forget(opened, [record], grond, day).refused) is refused, (day, grond)


def test_what_is_due_is_what_the_agenda_says(closed: Desk) -> None:
    assert not due_to_forget(closed.opened.register, date(2028, 11, 9))
    assert [item.id for item in due_to_forget(closed.opened.register, date(2028, 11, 10))] == ["2026-0001"]
    gone(closed)
    assert not due_to_forget(closed.opened.register, date(2029, 1, 1))


def test_what_was_typed_by_hand_is_not_kept_first(closed: Desk) -> None:
    path = closed.root / PATH
    path.write_text(path.read_text("utf-8") + "Kanarie Voorbeeld belde.\n", "utf-8")
    assert prove(closed.opened, gone(closed), TODAY).holds


def test_locked_dossiers_are_not_forgotten(closed: Desk) -> None:
    from bb.actions.unlock import lock

    lock(closed.opened.register.organisatie)
    before = git(closed.root, "rev-parse", "HEAD")
    with pytest.raises(Stop, match="op slot"):
        gone(closed)
    assert git(closed.root, "rev-parse", "HEAD") == before
    assert git(closed.root, "status", "--short") == ""


def test_a_volunteer_and_a_partner_are_forgotten_and_their_ids_stay_in_cases(noor: Desk) -> None:
    put(noor, "v-001", kind="vrijwilliger")
    put(noor, "woonstad", kind="partner")
    log(noor.root, "v-001", "stop")
    assert prove(noor.opened, gone(noor, "v-001", "verzoek", "vrijwilliger"), TODAY).holds
    assert prove(noor.opened, gone(noor, "woonstad", "verzoek", "partner"), TODAY).holds
    assert not noor.vault.ring.keys


def test_a_volunteer_at_work_is_not_forgotten(noor: Desk) -> None:
    opened = noor.opened
    plan = plan_forget(opened, [opened.register.vrijwilliger["v-001"]], "verzoek", TODAY)
    assert "nog niet gestopt" in plan.refused[0][1]
