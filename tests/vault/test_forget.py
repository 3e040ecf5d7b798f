"""Forgetting: the dossier opens nowhere any more, the figures stay, and the proof finds what was left on purpose."""

from __future__ import annotations

import base64
import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bb.actions import dossiers
from bb.actions.call_draft import begin_draft, find_calls, keep_call
from bb.actions.dossier_change import change
from bb.actions.forget import Forgotten, due_to_forget, forget, plan_forget
from bb.actions.keys_ring import kept_ring
from bb.actions.outbox import outbox_of
from bb.actions.prove import prove
from bb.actions.purge import purge
from bb.actions.reading import open_organisation, open_pairs, open_readable
from bb.actions.stop import Stop
from bb.actions.undo import plan_undo
from bb.actions.unlock import lock
from bb.domain.journal import state_of, vrijwilliger_status
from bb.domain.records import Casus, Vrijwilliger
from bb.domain.register import Register
from bb.domain.retention import is_forgotten
from bb.figures import year_overview, year_period
from bb.files.disk import Unreadable
from bb.files.dossier import with_value
from bb.files.forgotten import forgotten
from bb.files.places import kind_and_id
from bb.files.splice import append_event
from bb.files.store import pairs_of, read_record
from bb.mail import outbox
from bb.rules.checking import check
from bb.vault.armour import seal_ring
from bb.vault.ring import Ring
from tests.actions.organisation import CASE, git, log, make
from tests.vault.world import Desk

EXAMPLE = Path(__file__).parents[2]
TODAY = date(2028, 3, 1)
NAME = "Kanarie Voorbeeld"
CLOSED = CASE.replace("---\nEen", "  - {op: 2026-11-10, wat: afsluiting, resultaat: opgelost}\n---\nEen")
PATH = "casus/2026/2026-0001.md"


def test_a_telephone_call_that_was_stopped_goes_too(noor: Desk) -> None:
    (noor.root / PATH).write_text(CLOSED)
    git(noor.root, "commit", "--quiet", "-am", "gesloten")
    about, other = begin_draft("2026-0001", TODAY), begin_draft("2025-0007", TODAY)
    for call in (about, other):
        keep_call(noor.opened, noor.vault, replace(call, answers={"A.naam": NAME}))
    assert purge(noor.opened, None, ["2026-0001"]) == []
    assert [call.name for call in find_calls(noor.opened, noor.vault)] == [other.name]
    lock(noor.opened.register.organisatie)
    assert purge(noor.opened, None, ["2026-0001"]) == ["een telefoongesprek dat niet af is, en nu op slot"]


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

    change(desk.vault, kind, id_, decide, command="bb dossier", message=f"{id_}: dossier bijgewerkt")


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
    git(closed.root, "tag", "ring", object_)
    git(closed.root, "repack", "-a", "-d", "-q")
    git(closed.root, "tag", "-d", "ring")
    proof = prove(closed.opened, gone(closed), TODAY)
    assert proof.holds
    assert object_ not in git(closed.root, "cat-file", "--batch-all-objects", "--batch-check")


@pytest.mark.parametrize("form", ["raw", "base64", "hex"])
def test_a_key_written_down_in_a_file_makes_the_proof_fail(closed: Desk, form: str) -> None:
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


def share(desk: Desk) -> Path:
    """A shared place in a folder, with everything there is, ring included."""
    there = desk.root.parent / "gedeeld.git"
    git(desk.root, "init", "--quiet", "--bare", str(there))
    git(desk.root, "remote", "add", "origin", str(there))
    send(desk)
    return there


def send(desk: Desk) -> None:
    git(desk.root, "push", "--quiet", "origin", "HEAD", "+refs/bb/sleutelring:refs/bb/sleutelring")


def test_the_shared_place_is_looked_into_and_cleaned_once_it_has_the_new_ring(closed: Desk) -> None:
    there = share(closed)
    put(closed, "v-001", kind="vrijwilliger")
    send(closed)  # now an older ring lies there, which nothing refers to
    done = gone(closed)
    proof = prove(closed.opened, done, TODAY)
    assert proof.here
    assert not proof.holds
    assert proof.there
    assert len(proof.there.with_key) == 2
    assert len(proof.there.readable) == 3
    assert any("bb sync" in one for one in proof.unproven)
    send(closed)
    assert len(git(there, "rev-list", "--all", "refs/bb/sleutelring").split()) > 1
    proof = prove(closed.opened, done, TODAY)
    assert proof.holds
    assert proof.there
    assert (proof.there.versions, proof.there.rings, proof.there.others_opened) == (3, 1, 2)


def test_a_shared_place_on_another_computer_is_looked_into_through_ssh(
    closed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = share(closed)
    ssh = tmp_path / "bin/ssh"
    ssh.parent.mkdir()
    ssh.write_text(
        '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\ntest "$2" = git@server.example || exit 255\nsh -c "$3"\n'
    )
    ssh.chmod(0o700)
    monkeypatch.setenv("PATH", f"{ssh.parent}:{os.environ['PATH']}")
    done = gone(closed)
    send(closed)
    for address in (f"git@server.example:{there}", f"ssh://git@server.example:2222{there}"):
        git(closed.root, "remote", "set-url", "origin", address)
        proof = prove(closed.opened, done, TODAY)
        assert proof.there, proof.unproven
        assert proof.holds
    git(closed.root, "remote", "set-url", "origin", f"git@elders.example:{there}")
    proof = prove(closed.opened, done, TODAY)
    assert proof.there is None
    assert any("gedeelde plek" in one for one in proof.unproven)


@pytest.mark.parametrize("address", ["https://git.example/waterstad.git", "-oProxyCommand=x:y", "/nergens"])
def test_a_place_that_cannot_be_looked_into_is_not_proven(closed: Desk, address: str) -> None:
    git(closed.root, "config", "remote.origin.url", address)
    proof = prove(closed.opened, gone(closed), TODAY)
    assert proof.there is None
    assert any("gedeelde plek" in one for one in proof.unproven)


def test_everything_bb_wrote_elsewhere_is_gone(closed: Desk) -> None:
    own = closed.root / ".git/bb"
    state = closed.home / ".state/bb"
    queue = outbox_of(closed.opened.register.organisatie)
    outbox.make(queue)
    about = b"Subject: bb\nContent-Transfer-Encoding: base64\nContent-Type: text/plain\n\n" + base64.b64encode(
        b"2026-0001 x"
    )
    outbox.put(queue, "een", about, aan="c-1", op=TODAY, items=(), about=0)
    outbox.put(
        queue,
        "twee",
        about.replace(base64.b64encode(b"2026-0001 x"), base64.b64encode(b"2026-00012")),
        aan="c-1",
        op=TODAY,
        items=(),
        about=0,
    )
    left = [
        own / "teruggezet-2026-0001.md",
        own / "concept-2026-0001.prive",
        closed.root / "casus/2026/.2026-0001.md.0123abcd.tmp",
        state / "fout-20261125-010203.txt",
        closed.memory / "bb/bewerken/2026-0001.yaml",
    ]
    stays = [own / "teruggezet-2026-0002.md", closed.root / "casus/2026/.2026-0011.md.0123abcd.tmp"]
    for path in (*left, *stays):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NAME if path in left else "x")
    assert prove(closed.opened, gone(closed), TODAY).holds
    assert not [path for path in left if path.exists()]
    assert all(path.exists() for path in stays)
    assert [entry.id for entry in outbox.entries(queue)] == ["twee"]


def test_what_somebody_put_elsewhere_in_the_folder_makes_the_proof_fail(closed: Desk) -> None:
    (closed.root / "lijstje.txt").write_text("kanarie\nvoorbeeld", "utf-8")
    proof = prove(closed.opened, gone(closed), TODAY)
    assert not proof.holds
    assert proof.files.plain == ("lijstje.txt",)


def test_no_name_of_anyone_in_the_proof(closed: Desk) -> None:
    (closed.root / "lijstje.txt").write_text(NAME, "utf-8")
    done = gone(closed)
    assert "Kanarie" not in repr(done)
    assert "Kanarie" not in repr(prove(closed.opened, done, TODAY))


def test_an_organisation_without_keys_or_without_git_can_forget_too(tmp_path: Path) -> None:
    for under_git in (True, False):
        root = make(tmp_path / str(under_git), under_git=under_git)
        (root / PATH).write_text(CLOSED, "utf-8")
        opened = open_readable(root)
        done = forget(opened, plan_forget(opened, [opened.register.casus["2026-0001"]], "verzoek", TODAY), TODAY)
        assert "wat: vergeten" in (root / PATH).read_text("utf-8")
        assert prove(open_readable(root), done, TODAY).holds


@pytest.fixture(scope="module")
def example() -> Register:
    return open_organisation(EXAMPLE).register


@pytest.mark.parametrize("jaar", [2024, 2025, 2026])
def test_the_figures_of_the_example_are_the_same_when_all_that_is_closed_is_forgotten(
    example: Register, jaar: int
) -> None:
    day = date(2026, 11, 25)
    forgotten_ = open_pairs(EXAMPLE, [(path, _forgotten(path, data, day)) for path, data in pairs_of(EXAMPLE)]).register
    assert sum(map(is_forgotten, forgotten_.casus.values())) > 40
    before, after = (year_overview(register, year_period(jaar, day)).figures for register in (example, forgotten_))
    assert before == after
    assert before
    assert [f.code for f in check(forgotten_, day)] == [f.code for f in check(example, day)]


def _forgotten(path: str, data: bytes | Unreadable, day: date) -> bytes | Unreadable:
    place = kind_and_id(path)
    record = read_record(path, data)[0] if place and isinstance(data, bytes) else None
    closed = isinstance(record, Casus) and state_of(record, day).status == "gesloten"
    stopped = isinstance(record, Vrijwilliger) and vrijwilliger_status(record, day) == "gestopt"
    if record is None or is_forgotten(record) or not isinstance(data, bytes) or not (closed or stopped):
        return data
    new = forgotten(data.decode())
    assert isinstance(new, str)
    line = append_event(new, f"{{op: {day}, wat: vergeten, grond: verzoek}}")
    assert isinstance(line, str)
    return line.encode()


def test_a_name_in_the_name_of_a_file_is_found_in_every_version(closed: Desk) -> None:
    (closed.root / "activiteiten").mkdir()
    (closed.root / "activiteiten/kanarie-voorbeeld.md").write_text("x")
    git(closed.root, "add", ".")
    git(closed.root, "commit", "--quiet", "-m", "erbij")
    git(closed.root, "rm", "--quiet", "-r", "activiteiten")
    git(closed.root, "commit", "--quiet", "-m", "eraf")
    proof = prove(closed.opened, gone(closed), TODAY)
    assert proof.history
    assert proof.history.plain
    assert not proof.holds


def test_what_changed_since_it_was_asked_is_not_forgotten(closed: Desk) -> None:
    opened = closed.opened
    plan = plan_forget(opened, [opened.register.casus["2026-0001"]], "verzoek", TODAY)
    log(closed.root, "2026-0001", "heropening")
    with pytest.raises(Stop, match="intussen iets gewijzigd"):
        forget(opened, plan, TODAY)
    assert closed.vault.ring.keys
