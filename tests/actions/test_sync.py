from __future__ import annotations

from pathlib import Path

import pytest

from bb.actions.join import About, Clash, Side, outcome_alone
from bb.actions.join_dossiers import joining
from bb.actions.reading import open_readable
from bb.actions.renumber import new_number, renumber
from bb.actions.stop import Status, Stop
from bb.actions.sync import (
    LEFT_BEHIND,
    changed_by_hand,
    joined,
    judge,
    keep_by_hand,
    meet,
    repository_of,
    send,
)
from bb.actions.takeover import plan_takeover, take_over
from bb.domain.journal import state_of
from bb.files.forgotten import forgotten
from bb.files.places import dossier_path
from bb.files.splice import append_event, set_key
from bb.files.verify import VERLOOP
from bb.vault.dossier import new_key, seal
from tests.actions.histories import (
    OTHER,
    after,
    answered,
    crosswise,
    done,
    files,
    head,
    met,
    nothing_open,
    prepared,
    run,
    sync,
)
from tests.actions.organisation import CASE, CASUS, TODAY, VOLUNTEER, git, log


@pytest.fixture
def shared(root: Path, tmp_path: Path) -> Path:
    """The shared place; the organisation has been shared there."""
    bare = tmp_path / "gedeeld.git"
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", str(bare))
    git(root, "branch", "-M", "main")
    git(root, "remote", "add", "origin", str(bare))
    sync(root)
    return bare


@pytest.fixture
def there(shared: Path, tmp_path: Path) -> Path:
    """The copy of a colleague."""
    return clone(shared, tmp_path / "daar")


def clone(shared: Path, folder: Path) -> Path:
    git(folder.parent, "clone", "--quiet", str(shared), str(folder))
    return folder


def clashes(folder: Path) -> list[Clash]:
    meeting = meet(repository_of(folder))
    return [clash for one in joined(meeting, {}, joining(nothing_open)) for clash in one.clashes]


def typed(folder: Path, path: str, text: str) -> None:
    """A hand changes a file, and keeps it."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(text.encode())
    keep_by_hand(open_readable(folder), [path])


def test_what_both_did_is_in_both_copies(root: Path, there: Path) -> None:
    log(root, "2026-0001", "contact", met="A", via="telefoon", op="2026-11-10")
    log(there, "2026-0001", "contact", met="B", via="brief", op="2026-11-12")
    log(there, "2025-0007", "contact", met="A", via="mail", op="2025-11-12")
    sync(there)
    sync(root)
    sync(there)
    assert head(root) == head(there)
    assert files(root) == files(there)
    lines = (root / CASUS).read_text().splitlines()
    assert [line for line in lines if line not in CASE.splitlines()] == [
        "  - {op: 2026-11-10, wat: contact, met: A, via: telefoon}",
        "  - {op: 2026-11-12, wat: contact, met: B, via: brief}",
    ]
    assert git(root, "status", "--short") == ""
    assert git(root, "fsck", "--strict") == ""


def test_a_copy_that_only_runs_behind_gets_no_commit_of_its_own(root: Path, there: Path) -> None:
    log(root, "2026-0001", "contact", met="A", via="telefoon")
    sync(root)
    sync(there)
    assert head(root) == head(there)
    assert git(there, "log", "--merges", "--oneline") == ""


def test_without_a_shared_place_nothing_happens(root: Path) -> None:
    assert meet(repository_of(root)).remote is None
    assert not send(meet(repository_of(root)))


def test_what_both_changed_is_asked_and_nothing_happens_before_the_answer(root: Path, there: Path) -> None:
    for folder, team in ((root, "[v-001, v-002]"), (there, "[v-002, v-003]")):
        line = f"{{op: 2026-11-10, wat: koppeling, team: {team}, reden: wens}}"
        typed(folder, CASUS, done(append_event(CASE, line)))
    sync(there)
    before = files(root)
    (clash,) = clashes(root)
    assert clash.path == (VERLOOP, "koppeling")
    assert files(root) == before
    sync(root, Side.THEIRS)
    sync(there)
    assert head(root) == head(there)
    assert "v-001" not in (there / CASUS).read_text()


def test_what_was_forgotten_never_comes_back(root: Path, there: Path) -> None:
    log(there, "2025-0007", "contact", met="A", via="mail", op="2025-11-12")
    typed(there, OTHER, (there / OTHER).read_text() + "Nog een zin over die buurman.\n")
    (there / "casus/2025/2025-0007.prive").write_bytes(b"verzegeld")
    git(there, "add", ".")
    git(there, "commit", "--quiet", "-m", "dossier")
    kept = done(forgotten((root / OTHER).read_text()))
    (root / OTHER).write_text(done(append_event(kept, "{op: 2026-11-20, wat: vergeten, grond: bewaartermijn}")))
    git(root, "commit", "--quiet", "-am", "vergeten")
    sync(root)
    sync(there)
    sync(root)
    assert files(root) == files(there)
    kept = (root / OTHER).read_text()
    assert "via: mail" in kept
    assert "buurman" not in kept
    assert "toestemming" not in kept
    assert not (root / "casus/2025/2025-0007.prive").exists()


@pytest.mark.parametrize("version", ["it cannot be read", "it was removed", "it says more"])
@pytest.mark.parametrize("damaged", ["", "the forgotten one cannot be read"])
def test_what_is_forgotten_wins_from_whatever_a_hand_made_of_it(version: str, damaged: str) -> None:
    before = CASE.replace("2026-11", "2025-11")
    poor = done(append_event(done(forgotten(before)), "{op: 2026-11-20, wat: vergeten, grond: bewaartermijn}"))
    poor = poor.replace("partijen:", "partijen: ]", 1) if damaged else poor
    more = f"{before}Nog een zin over die buurman.\n"
    broken = more.replace("verloop:", "verloop: [[", 1)
    other = {"it cannot be read": broken.encode(), "it was removed": None, "it says more": more.encode()}[version]
    for contents in ((before.encode(), poor.encode(), other), (before.encode(), other, poor.encode())):
        made = outcome_alone(OTHER, contents, joining(nothing_open))
        assert (made.new, made.clashes) == (poor.encode(), ())


def test_what_is_forgotten_stays_so_when_a_colleague_brings_it_back_with_git(root: Path, there: Path) -> None:
    before = (root / OTHER).read_text()
    poor = done(append_event(done(forgotten(before)), "{op: 2026-11-20, wat: vergeten, grond: bewaartermijn}"))
    typed(root, OTHER, poor)
    sync(root)
    sync(there)
    contact = "{op: 2026-11-21, wat: contact, met: A, via: mail}"
    (there / OTHER).write_text(done(append_event(before, contact)))
    (fault,) = judge(repository_of(there), open_readable(there), changed_by_hand(repository_of(there)), TODAY).wrong
    assert fault.message == "Dit is vergeten; wat er stond, komt niet terug."
    git(there, "commit", "--quiet", "-am", "terug")
    git(there, "push", "--quiet", "origin", "main")
    sync(root)
    assert (root / OTHER).read_text() == done(append_event(poor, contact))
    sync(there)
    assert head(root) == head(there)
    assert git(root, "status", "--short") == git(there, "status", "--short") == ""
    (there / OTHER).unlink()
    git(there, "commit", "--quiet", "-am", "weg")
    git(there, "push", "--quiet", "origin", "main")
    sync(root)
    assert (root / OTHER).read_text() == done(append_event(poor, contact))


def test_the_dossier_of_what_is_forgotten_goes_also_when_the_file_cannot_be_read(root: Path, there: Path) -> None:
    dossier = "casus/2025/2025-0007.prive"
    for folder in (root, there):
        (folder / dossier).write_bytes(b"verzegeld")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", "dossier")
    text = (root / OTHER).read_text()
    (root / OTHER).write_text(text.replace("verloop:\n", "verloop: [[\n  - {wat: vergeten}\n"))
    (root / dossier).unlink()
    (there / dossier).write_bytes(b"anders verzegeld")
    for folder in (root, there):
        git(folder, "commit", "--quiet", "-am", "wijziging")
    for one, other in ((root, there), (there, root)):
        meeting = met(one, other)
        assert after(meeting, joined(meeting, {}, joining(nothing_open)))[dossier] is None


def test_who_decided_otherwise_is_asked_again_and_about_that_only(root: Path, there: Path) -> None:
    for folder, value, team, day in ((root, "spoed", "v-001", 10), (there, "voorrang", "v-002", 12)):
        text = done(set_key((folder / CASUS).read_text(), ("urgentie",), value))
        text = text.replace("Een drukke week", f"Een week vol {value}")
        text = done(append_event(text, f"{{op: 2026-11-{day}, wat: koppeling, team: [{team}, v-003], reden: wens}}"))
        typed(folder, CASUS, done(append_event(text, f"{{op: 2026-11-{day}, wat: contact, met: A, via: mail}}")))
    crosswise(root, there, (Side.OURS, Side.OURS))
    meeting = met(root, there)
    (one,) = joined(meeting, {}, joining(nothing_open))
    assert [(clash.about, clash.path) for clash in one.clashes] == [
        (About.KEY, ("urgentie",)),
        (About.EVENT, (VERLOOP, "koppeling")),
        (About.BODY, ()),
    ]
    for side in (Side.OURS, Side.THEIRS):
        text = (after(meeting, answered(root, meeting, side))[CASUS] or b"").decode()
        assert text.count("wat: koppeling") == 1
        assert text.count("wat: contact") == 2


def test_who_decided_the_same_is_not_asked_again(root: Path, there: Path) -> None:
    for folder, team in ((root, "v-001"), (there, "v-002")):
        line = f"{{op: 2026-11-10, wat: koppeling, team: [{team}, v-003], reden: wens}}"
        typed(folder, CASUS, done(append_event(CASE, line)))
    crosswise(root, there, (Side.OURS, Side.THEIRS))
    log(there, "2026-0001", "contact", met="B", via="brief", op="2026-11-12")
    sync(there)
    sync(root)
    assert (root / CASUS).read_text().count("wat: koppeling") == 1
    assert files(root) == files(there)


def test_two_records_with_one_number_are_found_before_anything_is_shared(root: Path, there: Path) -> None:
    path = "casus/2026/2026-0002.md"
    typed(root, path, CASE)
    double = "{op: 2025-12-01, wat: afsluiting, resultaat: dubbel, zie: 2026-0002}"
    typed(root, OTHER, done(append_event((root / OTHER).read_text(), double)))
    typed(there, path, CASE.replace("geluid-personen", "tuin"))
    sync(there)
    meeting = meet(repository_of(root))
    outcomes = joined(meeting, {}, joining(nothing_open))
    assert [one.path for one in outcomes if one.same_id] == [path]
    number = new_number(open_readable(root).register, path, [one.path for one in outcomes])
    assert number == "2026-0003"
    renumber(open_readable(root), path, number, None)
    sync(root)
    assert "geluid-personen" in (root / "casus/2026/2026-0003.md").read_text()
    assert "tuin" in (root / path).read_text()
    assert "zie: 2026-0003" in (root / OTHER).read_text()


def test_files_changed_by_hand_are_judged_one_by_one(root: Path) -> None:
    (root / CASUS).write_text(CASE.replace("Een drukke", "Een rustige"))
    (root / OTHER).write_text((root / OTHER).read_text().replace("verwijzer: zelf", "verwijzer: onbekend-iemand"))
    (root / "vrijwilligers/v-003.md").write_text(VOLUNTEER)
    (root / "los.txt").write_text("van mij")
    paths = changed_by_hand(repository_of(root))
    assert paths == [OTHER, CASUS, "vrijwilligers/v-003.md"]
    found = judge(repository_of(root), open_readable(root), paths, TODAY)
    assert found.fine == (CASUS, "vrijwilligers/v-003.md")
    assert {one.path for one in found.wrong} == {OTHER}
    keep_by_hand(open_readable(root), found.fine)
    assert changed_by_hand(repository_of(root)) == [OTHER]


def test_a_file_that_a_hand_removed_is_told_and_never_without_its_dossier(root: Path) -> None:
    dossier = root / dossier_path("casus", "2026-0001")
    dossier.write_bytes(seal("2026-0001", new_key(), b"A: x"))
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "met dossier")
    for path in (CASUS, OTHER):
        (root / path).unlink()
    found = judge(repository_of(root), open_readable(root), [OTHER, CASUS], TODAY)
    assert found.fine == (OTHER,)
    assert found.gone == {OTHER}
    assert [(one.path, one.message) for one in found.wrong] == [(CASUS, LEFT_BEHIND)]
    dossier.unlink()
    assert judge(repository_of(root), open_readable(root), [OTHER, CASUS], TODAY).gone == {OTHER, CASUS}


def test_a_file_that_a_hand_is_busy_with_is_never_overwritten(root: Path, there: Path) -> None:
    log(there, "2026-0001", "contact", met="A", via="mail")
    sync(there)
    (root / CASUS).write_text(CASE + "Halverwege een zin")
    before = files(root)
    with pytest.raises(Stop, match="met de hand"):
        sync(root)
    assert files(root) == before


def test_a_shared_place_that_went_back_is_told(root: Path, shared: Path) -> None:
    first = head(root)
    log(root, "2026-0001", "contact", met="A", via="mail")
    sync(root)
    git(shared, "update-ref", "refs/heads/main", first)
    assert meet(repository_of(root)).rewound


def test_a_shared_place_of_something_else(root: Path, shared: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander"
    git(tmp_path, "init", "--quiet", str(other))
    git(other, "commit", "--quiet", "--allow-empty", "-m", "ander")
    git(other, "push", "--quiet", "--force", str(shared), "HEAD:main")
    with pytest.raises(Stop, match="andere organisatie"):
        meet(repository_of(root))


def test_a_shared_place_that_cannot_be_reached_or_refuses(root: Path, shared: Path) -> None:
    log(root, "2026-0001", "contact", met="A", via="mail")
    hook = shared / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(Stop, match="neemt niets van u aan") as told:
        sync(root)
    assert told.value.status == Status.LATER
    shared.rename(shared.with_name("weg.git"))
    with pytest.raises(Stop, match="niet te bereiken"):
        sync(root)


def test_a_copy_with_half_a_history(shared: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{shared}", str(tmp_path / "half"))
    log(tmp_path / "half", "2026-0001", "contact", met="A", via="mail")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{shared}", str(tmp_path / "half2"))
    if (tmp_path / "half2" / ".git" / "shallow").exists():
        with pytest.raises(Stop, match="laatste deel"):
            repository_of(tmp_path / "half2")


def test_a_colleague_takes_over(root: Path) -> None:
    planned = plan_takeover(open_readable(root), "c-1", "c-2", TODAY)
    assert [casus.id for casus, _, _ in planned.cases] == ["2025-0007", "2026-0001"]
    take_over(open_readable(root), planned, TODAY)
    register = open_readable(root).register
    assert {state_of(casus, TODAY).coordinator for casus in register.casus.values()} == {"c-2"}
    assert git(root, "log", "-1", "--format=%s").strip() == "c-1: 2 zaken overgenomen door c-2"
    with pytest.raises(Stop, match="iemand anders"):
        plan_takeover(open_readable(root), "c-1", "c-1", TODAY)


# Random histories; `python -m tests.actions.histories` tries many.


def test_random_histories_end_equal(tmp_path: Path) -> None:
    for number in (2, 3):
        work, start = prepared(tmp_path / str(number), number)
        run(work, start, number, seed=7, steps=8)
