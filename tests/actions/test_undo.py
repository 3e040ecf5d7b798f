from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bb.actions.correct import correct_event, correction
from bb.actions.edit import begin_edit, keep_edit
from bb.actions.new_record import draft_new, new_record
from bb.actions.reading import open_organisation, open_readable
from bb.actions.reverse import reverse
from bb.actions.stop import Status, Stop
from bb.actions.undo import plan_undo, undo
from tests.actions.organisation import CASE, CASUS, TODAY, git, log, make

OTHER = "casus/2025/2025-0007.md"


def take_back(root: Path, action: str | None = None, *, commit: bool | None = None) -> None:
    opened = open_organisation(root)
    undo(opened, plan_undo(opened, action), TODAY, commit=commit)


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file())
    return {str(p.relative_to(root)): p.read_bytes() for p in found if ".git" not in p.parts}


def test_the_last_action_is_taken_back_and_then_the_one_before_it(root: Path) -> None:
    log(root, "2026-0001", "voorstel", team="v1,v2")
    log(root, "2025-0007", "voorstel", team="v1,v2")
    take_back(root)
    assert (root / OTHER).read_text() == CASE.replace("2026-11", "2025-11")
    take_back(root)
    assert (root / CASUS).read_text() == CASE
    assert git(root, "status", "--short") == ""
    with pytest.raises(Stop, match="begin van de geschiedenis"):
        take_back(root)


def test_an_earlier_action_is_taken_back_from_between_later_ones(root: Path) -> None:
    log(root, "2026-0001", "contact", met="A", via="telefoon", op="2026-11-10")
    first = head(root)
    log(root, "2026-0001", "contact", met="A", via="mail", op="2026-11-12")
    take_back(root, first[:8])
    text = (root / CASUS).read_text()
    assert "via: telefoon}\n  - {op: 2026-11-04" in text
    assert "via: mail" in text
    assert "2026-11-10" not in text
    assert (
        git(root, "log", "-1", "--format=%B").strip()
        == f"2026-0001: handeling {first[:8]} teruggedraaid\n\nTerug: {first}"
    )


def test_of_two_first_events_the_first_can_be_taken_back_alone(root: Path) -> None:
    log(root, "woonstad", "contact", vorm="overleg", op="2026-11-01")
    first = head(root)
    log(root, "woonstad", "contact", vorm="mail", op="2026-11-02")
    take_back(root, first[:8])
    assert (root / "netwerk/woonstad.md").read_text() == (
        "---\nsoort: woningcorporatie\nverloop:\n  - {op: 2026-11-02, wat: contact, vorm: mail}\n---\n"
    )


def test_what_was_typed_by_hand_before_an_action_stays_when_the_action_is_taken_back(root: Path) -> None:
    by_hand = CASE.replace("drukke", "rustige")
    (root / CASUS).write_text(by_hand)
    log(root, "2026-0001", "voorstel", team="v1,v2")
    assert git(root, "log", "--format=%s").split("\n")[1] == "2026-0001: met de hand gewijzigd"
    take_back(root)
    assert (root / CASUS).read_text() == by_hand
    assert git(root, "status", "--short") == ""


def test_a_line_that_changed_since_is_not_taken_back(root: Path) -> None:
    log(root, "2026-0001", "contact", met="A", via="telefoon")
    (root / CASUS).write_text((root / CASUS).read_text().replace("wat: contact, met: A", "wat: contact, met: B"))
    with pytest.raises(Stop, match="op dezelfde plek gewijzigd"):
        take_back(root)


def test_taking_back_what_later_lines_need_is_refused_with_the_error(root: Path) -> None:
    log(root, "2026-0001", "koppeling", team="v1,v2", toch="eigen-wijk")
    needed = head(root)
    log(root, "2026-0001", "gesprek", met="A")
    before = files(root)
    with pytest.raises(Stop, match="Dit is niet teruggedraaid, want dan klopt het niet meer"):
        take_back(root, needed[:8])
    assert files(root) == before


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{op: 2026-11-20, wat: vergeten, grond: verzoek}", "Vergeten gegevens komen niet terug"),
        ("{op: 2026-11-20, wat: overdracht, aan: v-001}", "Een overdrachtsblad dat gegeven is"),
        ("{op: 2026-11-20, wat: vernietigd, wie: v-001}", "Een overdrachtsblad dat vernietigd is"),
    ],
)
def test_some_things_are_never_taken_back(root: Path, line: str, says: str) -> None:
    (root / CASUS).write_text(CASE.replace("   # thuis\n", f"   # thuis\n  - {line}\n"))
    git(root, "commit", "--quiet", "-am", "2026-0001: iets")
    before = files(root)
    with pytest.raises(Stop, match=says):
        take_back(root)
    assert files(root) == before


def test_nothing_of_a_forgotten_record_comes_back(root: Path) -> None:
    (root / CASUS).write_text(CASE.replace(", toestemming: [opslag, bemiddelaars]", ""))
    git(root, "commit", "--quiet", "-am", "eerst iets weg")
    earlier = head(root)
    (root / CASUS).write_text(
        (root / CASUS).read_text().replace("# thuis\n", "\n  - {op: 2026-11-20, wat: vergeten}\n")
    )
    git(root, "commit", "--quiet", "-am", "vergeten")
    with pytest.raises(Stop, match="De gegevens van 2026-0001 zijn vergeten"):
        take_back(root, earlier[:8])


@pytest.mark.parametrize("path", ["casus/2026/2026-0001.prive", "sleutels/ring"])
def test_dossiers_and_keys_are_never_taken_back(root: Path, path: str) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text("x")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "x")
    with pytest.raises(Stop, match="Dossiers en sleutels worden nooit teruggedraaid"):
        take_back(root)


def test_what_is_taken_back_can_be_done_again_by_taking_that_back(root: Path) -> None:
    log(root, "2026-0001", "voorstel", team="v1,v2")
    done, after = head(root), files(root)
    take_back(root)
    undone = head(root)
    with pytest.raises(Stop, match="al teruggedraaid"):
        take_back(root, done[:8])
    take_back(root, undone[:8])
    assert files(root) == after
    take_back(root, done[:8])
    assert (root / CASUS).read_text() == CASE


@pytest.mark.parametrize("typed", ["99999999", "HEAD", "../x", "--all", ""])
def test_an_unknown_action_is_a_question_of_typing(root: Path, typed: str) -> None:
    with pytest.raises(Stop, match="hier niet bekend") as caught:
        take_back(root, typed)
    assert caught.value.status is Status.USAGE


def test_without_a_commit_only_the_files_change(root: Path) -> None:
    log(root, "2026-0001", "voorstel", team="v1,v2")
    before = head(root)
    take_back(root, commit=False)
    assert (root / CASUS).read_text() == CASE
    assert head(root) == before


def test_personal_data_in_lines_that_would_change_is_masked(root: Path) -> None:
    (root / CASUS).write_text(CASE + "Bel 06-12345678.\n")
    git(root, "commit", "--quiet", "-am", "bel 06-12345678")
    planned = plan_undo(open_readable(root), None)
    assert "12345678" not in repr(planned.steps)
    assert "12345678" not in planned.what


LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"  - {x: 1}\n"]), max_size=8)


@given(LINES, LINES, LINES)
def test_taking_a_change_out_and_putting_it_back_gives_the_same_text(
    before: list[bytes], after: list[bytes], now: list[bytes]
) -> None:
    old, new, today = (b"".join(lines) for lines in (before, after, now))
    assert reverse(old, new, new) == old
    found = reverse(old, new, today)
    if found is not None and old != new:
        assert sorted([*found.splitlines(), *new.splitlines()]) == sorted([*today.splitlines(), *old.splitlines()])


VIA = st.sampled_from(["telefoon", "mail", "deur"])
DAY = st.integers(5, 23).map(lambda day: f"2026-11-{day:02}")
ACTION = st.one_of(
    st.tuples(st.just("contact"), st.sampled_from(["2026-0001", "2025-0007"]), VIA, DAY),
    st.tuples(st.just("partner"), st.sampled_from(["politie", "welzijn", "vve"]), VIA, DAY),
    st.tuples(st.just("correct"), st.integers(1, 300), VIA, DAY),
    st.tuples(st.just("hand"), st.sampled_from(["rustig", "druk"]), VIA, DAY),
    st.tuples(st.just("edit"), st.sampled_from(["noord", "dijk"]), VIA, DAY),
)


def do(root: Path, kind: str, what: str | int, via: str, day: str) -> bool:
    """Do one action; False when it was no change at all."""
    opened = open_readable(root)
    before = head(root)
    match kind:
        case "contact":
            log(root, str(what), "contact", met="A", via=via, op=day)
        case "partner":
            name = f"{what}-{len(opened.register.partner)}"
            new_record(opened, draft_new(opened.register, "partner", {"soort": str(what)}, TODAY), name, TODAY)
        case "correct":
            record = opened.register.casus["2026-0001"]
            line = record.verloop[0].line
            correct_event(opened, correction("casus", record, line, {"minuten": str(what)}, "typefout", TODAY), TODAY)
        case "hand":
            (root / CASUS).write_text((root / CASUS).read_text() + f"Het bleef {what}.\n")
            log(root, "2026-0001", "contact", met="A", via=via, op=day)
        case _:
            editing = begin_edit(opened, "2026-0001", TODAY)
            (root / CASUS).write_text((root / CASUS).read_text().replace("B: {wijk: noord", f"B: {{wijk: {what}"))
            if (root / CASUS).read_bytes() == editing.before:
                return False
            keep_edit(opened, editing)
    return head(root) != before


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(ACTION, min_size=1, max_size=5))
def test_any_row_of_actions_taken_back_in_reverse_gives_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, str | int, str, str]]
) -> None:
    root = make(tmp_path_factory.mktemp("rij") / "organisatie")
    states = [files(root)]
    for action in actions:
        commits = int(git(root, "rev-list", "--count", "HEAD"))
        do(root, *action)
        made = int(git(root, "rev-list", "--count", "HEAD")) - commits
        # typing by hand is kept as an action of its own, and so is taken back by itself
        states += [files(root)] * made
    while len(states) > 1:
        states.pop()
        take_back(root)
    assert files(root) == states[0]
    assert git(root, "status", "--short") == ""
