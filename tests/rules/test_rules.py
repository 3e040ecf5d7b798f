"""What the examples do not show: waivers, places, what is left alone, and rules that must never stumble."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bb.domain.events import EVENTS
from bb.domain.records import KINDS, Organisatie, Partij, Uitzondering
from bb.domain.source import Source
from bb.domain.types import Scalar, keys_of
from bb.domain.vocabulary import WOORDEN
from bb.domain.words import EISEN, GEWICHTEN, SCHAKELAARS
from bb.files.store import load, read_record
from bb.matching.preferences import PREFERENCES
from bb.matching.requirements import REQUIREMENTS, SWITCHES
from bb.rules import OF_CASE, OF_FILE, OF_NAMES, OF_RECORD, explain
from bb.rules.case import case_of
from bb.rules.checking import check, check_part, check_text, context_of
from bb.rules.rule import Rule
from bb.rules.values import all_known
from tests.domain.dice import random_cases
from tests.rules.organisation import TODAY, clean, codes, edited, findings

ONE = "casus/2026/2026-0001.md"
EIGHT = "casus/2026/2026-0008.md"
TEAM = "  - {op: 2026-08-20, wat: koppeling, team: [v-002, v-003]}"
CLOSING = "  - {op: 2026-04-21, wat: afsluiting, resultaat: opgelost, reden: afspraken}"
LAST_ANSWER = "  - {op: 2026-04-20, wat: nazorg, met: B, stand: houdt, tevreden: 7, door: [v-001]}"


def case(*lines: str, header: str = "") -> dict[str, str]:
    """The clean organisation with one case more: these lines are its journal, under A and B from noord."""
    head = "---\nklachten: [tuin]\nverwijzer: zelf\ncoordinator: c-1\npartijen: {A: {wijk: noord}, B: {wijk: noord}}\n"
    text = head + header + "verloop:\n" + "".join(f"  - {{{line}}}\n" for line in lines) + "---\n"
    return {**clean(), "casus/2026/2026-0400.md": text}


START = ("op: 2026-05-04, wat: melding, via: telefoon", "op: 2026-05-06, wat: intake, geschikt: ja")
TREATED = (
    *START[:1],
    "op: 2026-05-06, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]",
    "op: 2026-05-08, wat: voorstel, team: [v-001, v-004]",
    "op: 2026-05-11, wat: koppeling, team: [v-001, v-004]",
    "op: 2026-05-18, wat: gesprek, met: A",
    "op: 2026-05-25, wat: gesprek, met: AB, afspraken: ja",
)


class TestWaivers:
    def test_a_waiver_silences_its_rule_in_its_file_only(self) -> None:
        files = edited(EIGHT, TEAM, TEAM.replace("v-003", "v-005"))
        assert codes(files) == ["BB506"]
        waiver = "uitzonderingen: [{regel: BB506, reden: afgesproken}]\n"
        files[EIGHT] = files[EIGHT].replace("niet: [v-009]\n", f"niet: [v-009]\n{waiver}")
        assert codes(files) == []

    def test_a_waiver_of_another_rule_does_nothing(self) -> None:
        files = edited(EIGHT, TEAM, TEAM.replace("v-003", "v-005"))
        files[EIGHT] = files[EIGHT].replace(
            "niet: [v-009]\n", "niet: [v-009]\nuitzonderingen: [{regel: BB505, reden: afgesproken}]\n"
        )
        assert codes(files) == ["BB902", "BB506"]

    def test_a_waiver_of_one_line_leaves_the_same_mistake_elsewhere(self) -> None:
        lines = (
            "op: 2026-05-04, wat: melding, via: telefoon",
            "op: 2026-05-05, wat: contact, met: C, via: telefoon",
            "op: 2026-05-07, wat: contact, met: C, via: telefoon",
        )
        assert codes(case(*lines)) == ["BB412", "BB412"]
        waiver = "uitzonderingen: [{regel: BB412, op: 2026-05-05, wat: contact, reden: anders}]\n"
        (left,) = findings(case(*lines, header=waiver))
        assert left.position.line == 10

    def test_a_waiver_holds_for_every_line_of_an_event_in_blocks(self) -> None:
        files = case(
            *START[:1], header="uitzonderingen: [{regel: BB412, op: 2026-05-05, wat: contact, reden: anders}]\n"
        )
        path = "casus/2026/2026-0400.md"
        block = "  - op: 2026-05-05\n    wat: contact\n    via: telefoon\n    met: C\n---\n"
        files[path] = files[path].removesuffix("---\n") + block
        assert codes(files) == []

    def test_the_koppeling_itself_can_waive_a_requirement(self) -> None:
        line = TEAM.replace("v-003]", "v-005], toch: [eigen-wijk]")
        assert codes(edited(EIGHT, TEAM, line)) == []

    def test_an_organisation_can_switch_a_requirement_off(self) -> None:
        files = edited(EIGHT, TEAM, TEAM.replace("v-003", "v-005"))
        files["bb.yaml"] = files["bb.yaml"].replace("eigen-wijk: ja", "eigen-wijk: nee")
        assert codes(files) == []


class TestPlaces:
    def test_a_finding_points_at_the_value_and_suggests_a_word(self) -> None:
        (found,) = findings(edited(ONE, "klachten: [geluid-personen, relatie]", "klachten: [relatie, geluid-persoon]"))
        assert (found.path, found.position.line, found.position.column) == (ONE, 2, 21)
        assert 'Bedoelde u "geluid-personen"?' in found.message

    def test_a_message_never_repeats_what_was_typed(self) -> None:
        files = edited(ONE, "klachten: [geluid-personen, relatie]", "klachten: [jansen, relatie]")
        assert all("jansen" not in found.message + found.remedy for found in findings(files))

    def test_findings_come_by_file_and_place(self) -> None:
        files = edited(ONE, "verwijzer: woonstad", "verwijzer: wonstad")
        files[EIGHT] = files[EIGHT].replace("c-1", "c-8").replace("noord", "nord")
        found = check(load((path, text.encode()) for path, text in files.items()).register, TODAY)
        assert len(found) > 3
        assert list(found) == sorted(found)

    def test_a_name_before_a_colon_is_pointed_at_itself(self) -> None:
        (found,) = findings(edited("vrijwilligers/g-001.md", "klachten: {relatie: 2}", "klachten: {relatis: 2}"))
        assert (found.code, found.position.line, found.position.column) == ("BB201", 3, 12)


class TestPrivacy:
    @pytest.mark.parametrize(
        ("old", "new", "column"),
        [
            ("verwijzer: woonstad", "verwijzer: woonstad   # bel 06-00123456", 29),
            ("eigen: {woningtype: flat}", "eigen: {woningtype: 06-00123456}", 21),
        ],
    )
    def test_comments_and_values_are_read_as_well(self, old: str, new: str, column: int) -> None:
        (found,) = findings(edited(ONE, old, new))
        assert (found.code, found.position.column) == ("BB301", column)
        assert "00123456" not in found.message + found.remedy

    def test_the_office_may_have_its_own_addresses_but_nobody_else_has(self) -> None:
        files = edited("bb.yaml", "formaat: 1", "formaat: 1   # vragen aan sam@waterstad.example")
        assert codes(files) == ["BB302"]

    def test_a_commit_message_or_a_broken_file_can_be_read_too(self) -> None:
        register = load((path, text.encode()) for path, text in clean().items()).register
        source = Source(path="bericht", text="Zaak 2026-0001\n\nGebeld: 06-00123456")
        (found,) = check_text(source, context_of(register.organisatie, TODAY))
        assert (found.path, found.code, found.position.line, found.position.column) == ("bericht", "BB301", 3, 9)


class TestJournal:
    def test_one_missing_line_is_one_finding(self) -> None:
        lines = [line for line in TREATED if "koppeling" not in line]
        (found,) = findings(case(*lines))
        assert found.code == "BB405"
        assert "- {op: 2026-05-18, wat: koppeling, team: ...}" in found.remedy

    def test_a_line_that_could_not_be_read_is_not_said_to_be_missing(self) -> None:
        lines = ("op: 2026-05-32, wat: melding, via: telefoon", *TREATED[1:])
        assert codes(case(*lines)) == ["BB142"]

    def test_a_line_of_tomorrow_counts_nowhere_yet(self) -> None:
        lines = (*START, "op: 2026-09-02, wat: afsluiting, resultaat: niet-opgelost")
        assert codes(case(*lines)) == ["BB404"]

    def test_agreements_after_failed_aftercare_are_no_second_end(self) -> None:
        lines = (
            *TREATED,
            "op: 2026-07-06, wat: nazorg, met: A, stand: niet",
            "op: 2026-07-14, wat: gesprek, met: AB, afspraken: ja",
        )
        assert codes(case(*lines)) == []


class TestClosing:
    def closed(self, *lines: str) -> list[str]:
        return codes(case(*TREATED, *lines))

    def test_three_attempts_are_enough(self) -> None:
        tries = [f"op: 2026-07-{day:02}, wat: nazorg, met: B, bereikt: nee" for day in (6, 13, 20)]
        answer = "op: 2026-07-06, wat: nazorg, met: A, stand: houdt"
        closing = "op: 2026-07-21, wat: afsluiting, resultaat: opgelost"
        assert self.closed(answer, *tries, closing) == []
        assert self.closed(answer, *tries[:2], closing) == ["BB422"]

    def test_aftercare_may_still_be_done_after_the_closing(self) -> None:
        closing = "op: 2026-07-06, wat: afsluiting, resultaat: opgelost"
        late = [f"op: 2026-07-09, wat: nazorg, met: {letter}, stand: houdt" for letter in "AB"]
        assert self.closed(closing) == ["BB441", "BB422"]
        assert self.closed(closing, *late) == []

    def test_only_the_result_that_counts_now_is_judged(self) -> None:
        first = "op: 2026-07-06, wat: afsluiting, resultaat: opgelost"
        revised = "op: 2026-07-07, wat: afsluiting, resultaat: niet-opgelost, reden: geen-afspraken"
        assert self.closed(first, revised) == []

    def test_advice_needs_no_aftercare(self) -> None:
        assert codes(case(*START, "op: 2026-05-12, wat: afsluiting, resultaat: opgelost, reden: advies")) == []

    def test_withdrawn_consent_is_not_consent_never_given(self) -> None:
        lines = (
            TREATED[0],
            TREATED[1],
            "op: 2026-05-12, wat: contact, met: A, via: telefoon, toestemming: []",
            "op: 2026-05-12, wat: afsluiting, resultaat: ingetrokken, reden: wil-niet-meer",
        )
        assert codes(case(*lines)) == []


class TestConsent:
    def test_forgetting_takes_consent_away_without_making_mistakes(self) -> None:
        assert "toestemming" not in clean()["casus/2026/2026-0009.md"]
        assert codes(clean()) == []

    def test_feedback_to_who_gave_the_tip_is_no_feedback_to_another(self) -> None:
        path = "casus/2026/2026-0003.md"
        files = edited(path, "---\nTeruggebeld; het nummer staat in het dossier.", "---\nTeruggebeld.")
        files[path] = (
            files[path]
            .replace("toestemming: [opslag]", "toestemming: [opslag, terugkoppeling]")
            .replace("advies}\n", "advies}\n  - {op: 2026-02-26, wat: terugkoppeling, aan: politie-noord}\n")
        )
        assert codes(files) == []


class TestTeams:
    def test_a_newer_header_is_not_held_against_an_old_team(self) -> None:
        """v-004 moves to noord: the closed cases there stay right, the running ones do not."""
        files = edited("vrijwilligers/v-004.md", "wijk: zuid", "wijk: noord")
        found = findings(files)
        assert {finding.code for finding in found} == {"BB506"}
        assert [finding.path for finding in found] == ["casus/2026/2026-0006.md", "casus/2026/2026-0011.md"]

    def test_somebody_away_that_day_is_not_active_and_back_again_is(self) -> None:
        line = "  - {op: 2026-06-29, wat: koppeling, team: [v-003, v-007], aanpak: bemiddeling}"
        away = line.replace("2026-06-29", "2026-07-20")
        assert codes(edited("casus/2026/2026-0004.md", line, away)) == ["BB504"]
        assert codes(edited("casus/2026/2026-0004.md", line, line.replace("2026-06-29", "2026-08-03"))) == []

    def test_a_guest_needs_no_agreement_with_us(self) -> None:
        assert "overeenkomst" not in clean()["vrijwilligers/g-001.md"]
        assert codes(clean()) == []

    def test_a_team_whose_file_cannot_be_read_is_known_all_the_same(self) -> None:
        files = {**clean(), "vrijwilligers/v-003.md": "---\nwijk: [\n---\n"}
        assert {code for code in codes(files) if not code.startswith("BB1")} == set()


class TestOneFile:
    def test_a_record_alone_gives_what_it_gives_among_the_others(self) -> None:
        files = edited(ONE, CLOSING, CLOSING.replace("opgelost, reden: afspraken", "ingetrokken"))
        register = load((path, text.encode()) for path, text in files.items()).register
        record, _ = read_record(ONE, files[ONE].encode())
        assert record is not None
        assert check_part([record], context_of(register.organisatie, TODAY)).findings == check(register, TODAY)


def test_explain_knows_every_code_and_no_other() -> None:
    told = explain("BB422")
    assert told is not None
    assert told.what.startswith("Een zaak is gesloten als opgelost")
    assert LAST_ANSWER in told.better.split("\n")
    assert explain("BB999") is None


def test_the_names_of_matching_are_those_that_matching_has() -> None:
    assert set(EISEN) == {*(requirement.name for requirement in REQUIREMENTS), "grootte"}
    assert set(SCHAKELAARS) == set(SWITCHES)
    assert set(GEWICHTEN) == {preference.name for preference in PREFERENCES}


def test_every_word_in_the_files_has_a_list() -> None:
    tables = [keys_of(cls) for cls in (*KINDS.values(), Organisatie, Partij, Uitzondering)]
    tables += [{key.name: key for key in row.keys} for rows in EVENTS.values() for row in rows.values()]
    types = [key.type for table in tables for key in table.values()]
    inner = [part for type_ in types for part in (type_, getattr(type_, "of", None), getattr(type_, "key", None))]
    assert {part.words for part in inner if isinstance(part, Scalar) and part.words} <= set(WOORDEN)


LINES = [
    (path, number) for path, text in sorted(clean().items()) for number, line in enumerate(text.split("\n")) if line
]
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["drop", "twice", "up", "swap", "blank"])), max_size=12),
    DAYS,
)
def test_whatever_a_hand_does_to_the_files_gives_findings(edits: list[tuple[tuple[str, int], str]], day: date) -> None:
    files = {path: text.split("\n") for path, text in clean().items()}
    for (path, number), edit in edits:
        lines = files[path]
        at = min(number, len(lines) - 1)
        if edit == "drop" and len(lines) > 1:
            del lines[at]
        elif edit == "twice":
            lines.insert(at, lines[at])
        elif edit == "up" and at:
            lines[at - 1], lines[at] = lines[at], lines[at - 1]
        elif edit == "swap":
            lines[at] = lines[at].replace("A", "C").replace("2026", "2019").replace("v-00", "v-90")
        elif edit == "blank":
            lines[at] = lines[at].split(":")[0]
    found = findings({path: "\n".join(lines) for path, lines in files.items()}, day)
    assert all(finding.message and finding.remedy and finding.position.line >= 1 for finding in found)


def test_a_file_full_of_numbers_does_not_take_minutes() -> None:
    files = dict(clean())
    files[ONE] += "06 " * 60_000
    assert 0 < codes(files).count("BB301") <= 20


class TestAskedOnlyWhereItCanFindSomething:
    """Rules are not asked of every record; asked all the same, they find nothing in the others."""

    CONTEXT = context_of(
        load((path, text.encode()) for path, text in clean().items()).register.organisatie,
        TODAY,
        {"partner": frozenset({"woonstad"}), "vrijwilliger": frozenset({"v-001", "v-002"}), "casus": frozenset()},
    )

    def test_a_rule_about_some_events_finds_nothing_without_them(self) -> None:
        found: set[str] = set()
        for casus in random_cases(600):
            case = case_of(casus, TODAY)
            asked: list[tuple[Rule[Any], object]] = [(rule, case) for rule in OF_CASE]
            asked += [(rule, casus) for rule in OF_RECORD]
            for rule, subject in asked:
                about: frozenset[str] | None = getattr(rule, "ABOUT", None)
                if about and any(True for _ in rule.check(subject, self.CONTEXT)):
                    found.add(rule.CODE)
                    assert not about.isdisjoint(event.wat for event in casus.verloop), rule.CODE
        assert len(found) > 20

    def test_nothing_is_wrong_with_names_that_are_all_known(self) -> None:
        seen = set()
        for casus in random_cases(600):
            known = all_known(casus, self.CONTEXT)
            wrong = {rule.CODE for rule in (*OF_FILE, *OF_NAMES) for _ in rule.check(casus, self.CONTEXT)}
            assert known == (not wrong), (casus.id, wrong)
            seen.add(known)
        assert seen == {True, False}
