from __future__ import annotations

from pathlib import Path

import pytest

from bb.actions.correct import correct_event, correction, event_at, reason_of
from bb.actions.doctor import doctor, mend
from bb.actions.edit import begin_edit, changed, judge, keep_edit, open_editor, put_back
from bb.actions.reading import open_organisation, open_readable
from bb.actions.stop import Status, Stop
from bb.actions.why import Why, why
from tests.actions.organisation import CASE, CASUS, SETTINGS, TODAY, git, log, make


def correct(root: Path, line: int, **typed: str) -> None:
    opened = open_readable(root)
    record = opened.register.casus["2026-0001"]
    correct_event(opened, correction("casus", record, line, typed, "typefout", TODAY), TODAY)


def told(root: Path) -> Why:
    opened = open_readable(root)
    return why(opened, "casus", opened.register.casus["2026-0001"])


def test_a_correction_changes_one_value_and_keeps_the_rest_of_the_line(root: Path) -> None:
    correct(root, 10, toestemming="opslag")
    assert (root / CASUS).read_text() == CASE.replace("[opslag, bemiddelaars]}   # thuis", "[opslag]}   # thuis")
    assert git(root, "log", "-1", "--format=%s") == "2026-0001: verbeterd, intake 2026-11-04, toestemming (typefout)\n"


def test_a_key_goes_away_when_nothing_is_typed_behind_it(root: Path) -> None:
    correct(root, 10, toestemming="")
    assert "{op: 2026-11-04, wat: intake, geschikt: ja}   # thuis" in (root / CASUS).read_text()


@pytest.mark.parametrize(
    ("line", "typed", "says"),
    [
        (3, {"via": "mail"}, "staat geen gebeurtenis"),
        (13, {"via": "mail"}, "staat geen gebeurtenis"),
        (9, {"met": "A"}, "'met' hoort niet bij 'melding'"),
        (9, {"wat": "intake"}, "'wat' hoort niet bij 'melding'"),
        (9, {"via": ""}, "kan niet weg"),
        (9, {"minuten": ""}, "staat niet op die regel"),
        (9, {}, "Wat moet er anders"),
        (9, {"op": "2026-11-24"}, "ligt in de toekomst"),
        (9, {"op": "2026-11-10"}, "Dit is niet vastgelegd"),
    ],
)
def test_a_correction_that_cannot_be_changes_nothing(root: Path, line: int, typed: dict[str, str], says: str) -> None:
    with pytest.raises(Stop, match=says):
        correct(root, line, **typed)
    assert (root / CASUS).read_text() == CASE


def test_a_line_that_moved_meanwhile_is_not_corrected(root: Path) -> None:
    opened = open_readable(root)
    made = correction("casus", opened.register.casus["2026-0001"], 10, {"minuten": "5"}, "typefout", TODAY)
    log(root, "2026-0001", "contact", met="A", via="deur", op="2026-11-03")
    with pytest.raises(Stop, match="intussen gewijzigd") as caught:
        correct_event(open_readable(root), made, TODAY)
    assert caught.value.status is Status.LATER


def test_reasons_are_those_of_the_organisation(root: Path) -> None:
    (root / "bb.yaml").write_text(SETTINGS + "woorden: {reden.correctie: [schrijffout]}\n")
    assert reason_of(open_readable(root), "schrijffout", TODAY) == "schrijffout"
    with pytest.raises(Stop, match="Kies uit: schrijffout"):
        reason_of(open_readable(root), "typefout", TODAY)


def test_an_event_over_several_lines_is_found_by_each_of_them(root: Path) -> None:
    (root / CASUS).write_text(
        CASE.replace(
            "  - {op: 2026-11-02, wat: melding, via: telefoon}", "  - op: 2026-11-02\n    wat: melding\n    via: mail"
        )
    )
    record = open_readable(root).register.casus["2026-0001"]
    assert [event_at(record, line).wat for line in (9, 10, 11, 12)] == ["melding", "melding", "melding", "intake"]


def test_why_tells_decisions_exceptions_and_corrections_in_the_order_they_were_kept(root: Path) -> None:
    log(root, "2026-0001", "koppeling", team="v1,v2", toch="eigen-wijk", reden="ervaring")
    log(root, "2026-0001", "contact", met="A", via="deur")
    correct(root, 9, via="mail")
    (root / CASUS).write_text((root / CASUS).read_text().replace("verwijzer: zelf", "verwijzer: woonstad"))
    rows = [(one.sort, one.text, one.reason, one.who) for one in told(root).told]
    assert rows == [
        ("besluit", "intake: geschikt, toestemming voor opslag en bemiddelaars", "", "Sam Voorbeeld"),
        (
            "uitzondering",
            "toch: koppeling aan v-001 en v-002, reden ervaring, toch eigen-wijk",
            "ervaring",
            "Noor Example",
        ),
        ("verbetering", "melding van 2 nov 2026: via was telefoon, is nu mail", "typefout", "Noor Example"),
        ("verbetering", "verwijzer was zelf, is nu woonstad", "", None),
    ]


def test_why_of_a_forgotten_record_says_nothing_that_was_forgotten(root: Path) -> None:
    (root / CASUS).write_text(CASE.replace("coordinator: c-1\n", "coordinator: c-1\nniet: [v-009]\n"))
    git(root, "commit", "--quiet", "-am", "x")
    gone = CASE.replace(", toestemming: [opslag, bemiddelaars]}   # thuis", "}\n  - {op: 2026-11-20, wat: vergeten}")
    (root / CASUS).write_text(gone)
    git(root, "commit", "--quiet", "-am", "vergeten")
    shown = repr(told(root))
    assert "vergeten" in shown
    assert "v-009" not in shown
    assert "toestemming" not in shown
    assert "bemiddelaars" not in shown


def test_why_without_a_history_says_so(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="geen geschiedenis"):
        told(make(tmp_path / "los", under_git=False))


def test_an_edit_is_kept_as_one_action(root: Path) -> None:
    opened = open_organisation(root)
    editing = begin_edit(opened, "1", TODAY)
    open_editor(root, editing.path, {"EDITOR": "sed -i s/drukke/rustige/"})
    assert judge(opened, editing, TODAY) == []
    assert changed(opened, editing)
    assert keep_edit(opened, editing, reason="typefout")
    assert git(root, "log", "-1", "--format=%s") == "2026-0001: bewerkt (typefout)\n"
    assert git(root, "status", "--short") == ""
    assert not changed(opened, begin_edit(opened, "1", TODAY))


def test_an_edit_that_is_wrong_can_be_put_back_without_losing_what_was_typed(root: Path) -> None:
    opened = open_organisation(root)
    editing = begin_edit(opened, "1", TODAY)
    open_editor(root, editing.path, {"EDITOR": "sed -i s/noord/nergens/"})
    wrong = judge(opened, editing, TODAY)
    assert wrong[0].finding.path == CASUS
    assert "nergens" in wrong[0].line
    copy = put_back(opened, editing)
    assert (root / CASUS).read_text() == CASE
    assert copy is not None
    assert "nergens" in copy.read_text()
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_read_can_be_edited(root: Path) -> None:
    (root / CASUS).write_text("---\nklachten: [\n---\n")
    assert begin_edit(open_organisation(root), "2026-0001", TODAY).path == CASUS
    (root / "bb.yaml").write_text("naam: [\n")
    assert begin_edit(open_organisation(root), "bb.yaml", TODAY).path == "bb.yaml"


def test_a_setting_says_that_people_make_the_commits_themselves(root: Path) -> None:
    (root / "bb.yaml").write_text(SETTINGS + "versies: zelf\n")
    git(root, "commit", "--quiet", "-am", "zelf")
    log(root, "2026-0001", "contact", met="A", via="deur")
    assert git(root, "rev-list", "--count", "HEAD") == "2\n"
    assert git(root, "status", "--short") == f" M {CASUS}\n"


def test_what_doctor_can_mend_is_in_order_afterwards(root: Path) -> None:
    (root / "casus/.x.md.0123abcd.tmp").write_text("half")
    (root / ".git/bb").mkdir()
    (root / ".git/bb/intent.json").write_text("{")
    found = {check.name: check for check in doctor(root, {})}
    mendable = [name for name, check in found.items() if check.fix]
    assert mendable == ["resten", "handelingen", "bestanden", "delen", "meelezen"]
    assert [mend(found[name]) for name in mendable] == [None] * len(mendable)
    again = {check.name: check.state for check in doctor(root, {})}
    assert {again[name] for name in mendable} == {"goed"}


def test_doctor_names_settings_that_start_programs_and_a_merge_that_is_not_done(root: Path) -> None:
    git(root, "config", "filter.x.clean", "cat")
    (root / ".git/MERGE_HEAD").write_text(git(root, "rev-parse", "HEAD"))
    found = {check.name: check for check in doctor(root, {})}
    assert "filter.x.clean" in found["instellingen"].text
    assert found["samenvoegen"].state == "fout"
