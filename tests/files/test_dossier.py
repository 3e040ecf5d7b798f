"""The text of a dossier: read like any file, changed one value at a time, joined by field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.domain.dossier import (
    CasusDossier,
    Formulier,
    PartijDossier,
    PartnerDossier,
    Signaal,
    VrijwilligerDossier,
    Wensen,
)
from bb.files.dossier import Clash, Joined, join, read_dossier, value_at, with_value

CASUS = """\
# eerst gebeld
verhaal: |-
  Het begon in mei.

  Sindsdien elke avond: muziek.
partijen:
  A:
    naam: Sam Voorbeeld   # werkt 's nachts
    telefoon: 06-00123456
    talen: [nl, tr]
    tolk: tr
    wensen: {geslacht: vrouw, affiniteit: [jongeren]}
  B: {naam: "O'Brien, Noor"}
niet: {v-009: kent A}
bijzonder: {hond: ja}
"""


def test_a_case_reads_as_its_fields_and_the_unknown_is_found() -> None:
    read = read_dossier("casus", "casus/2026/2026-0123.prive", CASUS)
    assert read.value == CasusDossier(
        verhaal="Het begon in mei.\n\nSindsdien elke avond: muziek.",
        partijen={
            "A": PartijDossier(
                naam="Sam Voorbeeld",
                telefoon=("06-00123456",),
                talen=("nl", "tr"),
                tolk="tr",
                wensen=Wensen(geslacht="vrouw", affiniteit=("jongeren",)),
            ),
            "B": PartijDossier(naam="O'Brien, Noor"),
        },
        niet={"v-009": "kent A"},
    )
    assert [(f.code, f.position.line) for f in read.findings] == [("BB140", 15)]


def test_volunteers_and_partners_have_fields_of_their_own() -> None:
    volunteer = read_dossier(
        "vrijwilliger",
        "x",
        "naam: Sam\nformulieren: {2026-04-01: {2026-0012: {scores: {luisteren: 8}}}}\n"
        "signalen: {2026-05-01: {soort: zorg, wat: moe}}\n",
    )
    assert volunteer.value == VrijwilligerDossier(
        naam="Sam",
        formulieren={date(2026, 4, 1): {"2026-0012": Formulier(scores={"luisteren": 8})}},
        signalen={date(2026, 5, 1): Signaal(soort="zorg", wat="moe")},
    )
    partner = read_dossier("partner", "x", "contactpersonen:\n  wijkagent: {naam: Noor, mail: noor@politie.example}\n")
    assert isinstance(partner.value, PartnerDossier)
    assert partner.value.contactpersonen["wijkagent"].mail == ("noor@politie.example",)


def test_what_is_no_yaml_has_no_value_and_says_where() -> None:
    read = read_dossier("casus", "x", "partijen: [\n")
    assert read.value is None
    assert read.findings


@pytest.mark.parametrize(
    ("place", "value", "old", "new"),
    [
        (("partijen", "A", "naam"), "Sam: Nieuw", "Sam Voorbeeld   #", '"Sam: Nieuw"   #'),
        (("verhaal",), "Kort.", CASUS[CASUS.index("|-") : CASUS.index("partijen")], "Kort.\n"),
        (
            ("partijen", "B", "adres"),
            "Dijk 1",
            '{naam: "O\'Brien, Noor"}',
            '\n    naam: "O\'Brien, Noor"\n    adres: Dijk 1',
        ),
        (("contra",), "een\ntwee", "hond: ja}\n", "hond: ja}\ncontra: |-\n  een\n  twee\n"),
        (("niet", "v-009"), None, "niet: {v-009: kent A}\n", ""),
        (("partijen", "A", "wensen"), None, "    wensen: {geslacht: vrouw, affiniteit: [jongeren]}\n", ""),
    ],
)
def test_one_change_leaves_all_other_lines_as_they_are(
    place: tuple[str, ...], value: str | None, old: str, new: str
) -> None:
    wanted = CASUS.replace(old, new).replace("  B: \n", "  B:\n")
    assert with_value(CASUS, place, value) == wanted


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("verhaal: x", ("verhaal", "A"), "y"),
        ("verhaal: [", ("contra",), "y"),
        ("verhaal: x", ("contra",), "met \x1b"),
        ("{a: b} # c", ("contra",), "x"),
    ],
)
def test_what_cannot_be_changed_surely_is_not_changed(text: str, place: tuple[str, ...], value: str) -> None:
    assert with_value(text, place, value) is None


NAMES = st.sampled_from(["partijen", "A", "naam", "ja", "'t Zand", "a: b"])
TEXTS = st.one_of(
    st.sampled_from(
        ["", " x", "x\n", "a\n b\n\nc", "# geen", "nee", "12:30", "'", '"', "{", "- a", "a\t\nb", "é\n\n\n"]
    ),
    st.text("ab: #\n'\"-é", max_size=12),
)


@given(st.lists(st.tuples(st.lists(NAMES, min_size=1, max_size=3).map(tuple), st.one_of(st.none(), TEXTS)), max_size=6))
def test_what_is_written_reads_back(changes: list[tuple[tuple[str, ...], str | None]]) -> None:
    text = CASUS
    for place, value in changes:
        new = with_value(text, place, value)
        if new is not None:
            text = new
            assert value_at(text, place) == value
    assert text.startswith("# eerst gebeld\n")


def test_two_people_who_change_different_things_both_find_theirs() -> None:
    ours = CASUS.replace("06-00123456", "[06-00123456, 06-00654321]").replace("talen: [nl, tr]", "talen: [nl]")
    theirs = CASUS.replace("Het begon in mei.", "Het begon in april.").replace("[nl, tr]", "[nl, tr, de]")
    joined = join(CASUS, ours, theirs)
    assert joined == Joined(text=ours.replace("mei", "april").replace("talen: [nl]", "talen: [nl, de]"))


def test_what_both_changed_keeps_ours_and_is_reported() -> None:
    ours, theirs = CASUS.replace("kent A", "buurman"), CASUS.replace("kent A", "neef")
    clash = Clash(place=("niet", "v-009"), base="kent A", ours="buurman", theirs="neef")
    assert join(CASUS, ours, theirs) == Joined(text=ours, clashes=(clash,))


def test_a_value_is_not_taken_away_against_one_that_was_changed() -> None:
    without, changed = CASUS.replace("    tolk: tr\n", ""), CASUS.replace("tolk: tr", "tolk: ar")
    for ours, theirs in ((without, changed), (changed, without)):
        joined = join(CASUS, ours, theirs)
        assert joined is not None
        assert value_at(joined.text, ("partijen", "A", "tolk")) == "ar"
        assert joined.clashes


def test_two_dossiers_made_apart_are_joined_without_a_common_version() -> None:
    joined = join("", "verhaal: een\n", "contra: twee\n")
    assert joined == Joined(text="verhaal: een\ncontra: twee\n")
