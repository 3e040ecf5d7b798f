"""The short road gives what the long road gives, or nothing: that is all it has to do."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bb.domain.records import KINDS, Record
from bb.domain.source import Source
from bb.files import convert, quick, tree
from bb.files.frontmatter import Split, split_text
from bb.files.places import path_of
from bb.files.store import read_record

IDS = {"casus": "2026-0001", "vrijwilliger": "v-012", "partner": "woonstad", "activiteit": "2026-intervisie-3"}

TEXTS = {
    "casus": """---
klachten: [geluid-personen, relatie]     # the first counts in reports
verwijzer: woonstad
tip_van: politie-noord   \n\
urgentie: voorrang
complex: ja
coordinator: c-1
niet: [v-009, c-2]
# A reported
partijen:                                # A reported; B, C, … the others
  A: {wijk: noord, bezit: huur, verhuurder: woonstad, leeftijd: 35-49, kan: [di-avond, za-ochtend]}
  B: {wijk: 'noord', bezit: koop}
uitzonderingen:
  - {regel: BB412, reden: afgesproken}
eigen: {flatnummer-blok: "b-12", lijst: [a, b]}
verloop:
  - {op: 2026-06-01, wat: melding, via: 'telefoon', minuten: 15}

  - {op: 2026-06-03, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars], minuten: 40}  # gebeld
  # nog een keer
  - {op: 2026-06-05, wat: koppeling, team: [v-002, v-004], reden: beschikbaar}
  - op: 2026-06-19
    wat: gepland
    voor: gesprek   # bij hen thuis
    met: AB
    datum: 2026-07-02
    tijd: 19:30
  - {op: 2026-07-02, wat: gesprek, met: AB, afspraken: ja, kosten: 12.50, minuten: 110}
  - {op: 2026-08-13, wat: nazorg, met: A, stand: houdt, tevreden: 8, door: v-002}
---
Notes.
""",
    "vrijwilliger": """---
wijk: zuid
talen: [nl, tr]
klachten: {geluid-personen: 3, relatie: 2}
kan:
- di-avond
- do-avond
max: 2
geboren: 1960-1969
verloop:
- {op: 2024-01-12, wat: aanmelding, kanaal: wijkkrant}
- {op: 2024-02-01, wat: overeenkomst, tot: 2027-02-01}
- {op: 2026-07-01, wat: afwezig, van: 2026-07-10, tot: 2026-08-01}
---
""",
    "partner": """---
soort: woningcorporatie
gemeenten: [Waterstad]
contactritme: 8 weken
toezeggingen:
  - {wat: terugkoppeling, wie: wij, binnen: 10 werkdagen, doel: 90%}
  - {wat: verwijzing, wie: zij, minstens: 20, per: jaar, vanaf: 2026-01-01}
verloop:
  - {op: 2025-01-01, wat: overeenkomst, van: 2025-01-01, tot: 2027-12-31, opzegtermijn: 3 maanden, bijdrage: 12500}
---
""",
    "activiteit": """---
soort: intervisie
post: deskundigheid
verloop:
    - {op: 2026-02-10, wat: gepland, datum: 2026-03-12}
    - {op: 2026-03-12, wat: gehouden, aanwezig: [v-002, v-012], afgemeld: [], minuten: 120, kosten: 85.50, cijfer: 8}
---
""",
}  # fmt: skip


def quickly(kind: str, text: str) -> Record | None:
    cut = split_text(text, "x.md")
    return (
        quick.record(kind, IDS[kind], cut.header, cut.header_line, Source(path="x.md"))
        if isinstance(cut, Split)
        else None
    )


def hold_together(kind: str, text: str) -> bool:
    """Require that the long road agrees; tell whether the short road could be taken."""
    short = quickly(kind, text)
    if short is None:
        return False
    cut = split_text(text, "x.md")
    assert isinstance(cut, Split)
    keys, reading = tree.read(cut.header, "x.md", line=cut.header_line, offset=cut.start)
    assert (reading, keys is None) == ((), False)
    long, meaning = convert.record(kind, IDS[kind], Source(path="x.md", tree=keys))
    assert meaning == ()
    assert repr(short) == repr(long)  # events with their lines, and maps in the same order
    return True


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_people_and_bb_write_takes_the_short_road(kind: str, newline: str) -> None:
    assert hold_together(kind, TEXTS[kind].replace("\n", newline))


def test_a_place_is_still_known_when_something_asks() -> None:
    made, findings = read_record(path_of("casus", "2026-0001"), TEXTS["casus"].encode())
    assert made is not None
    assert findings == ()
    assert made.source.at("verloop", 2, "team", 1).line == 21
    assert made.source.body == "Notes.\n"


ODD = [
    *" \n\r\t-:#,.[]{}'\"&*!|>%@`?~\\=<;()+_/0aAé×\u00a0\u0085\u2028\ufeff\u0663",
    *("  ", ": ", " #", "- ", "? ", "---\n", "...\n", "''", "\n\n", "\n  ", ", ", "{}", "[]", "<<: ", "ja", "~"),
    *("2026-02-30", "19:30", "0612345678", "1_2", "12.0", "op: ", "verloop:", "\n- ", "\n  - ", " é", "O'Brien"),
    *("x" * 70, "a" * 1100, "a " * 600),
]  # fmt: skip


def mutated(text: str, dice: Random) -> str:
    """Return a text in which something was typed, taken away, or put elsewhere."""
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        at = dice.randrange(len(text) + 1)
        lines = text.split("\n")
        line, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(8):
            case 0:
                text = text[:at] + dice.choice(ODD) + text[at:]
            case 1:
                text = text[:at] + dice.choice(text) + text[at:]
            case 6:
                text = text[:at] + dice.choice("abz-09 ") + text[at + 1 :]
            case 2:
                text = text[:at] + dice.choice(ODD) + text[at + 1 :]
            case 3:
                text = text[:at] + text[at + dice.choice((1, 1, 2, 5)) :]
            case 4:
                text = "\n".join((*lines[:line], lines[other], *lines[line:]))
            case 5:
                text = "\n".join((*lines[:line], " " * dice.randrange(7) + lines[line].lstrip(" "), *lines[line + 1 :]))
            case _:
                value = lines[other].partition(": ")[2]
                text = "\n".join((*lines[:line], lines[line].partition(": ")[0] + ": " + value, *lines[line + 1 :]))
    return text


@given(st.integers(0))
def test_whatever_is_typed_wrong_the_two_roads_never_differ(seed: int) -> None:
    dice = Random(seed)
    for _ in range(200 if settings().max_examples > 1000 else 20):  # a million in `make fuzz`
        kind = dice.choice(list(KINDS))
        hold_together(kind, mutated(TEXTS[kind], dice))


def test_enough_of_what_is_typed_takes_the_short_road_to_compare() -> None:
    dice = Random(1)
    taken = sum(hold_together(kind, mutated(TEXTS[kind], dice)) for kind in KINDS for _ in range(200))
    assert taken > 80


BETWEEN = ("\n", "\n  ", "\n    ", "\n- ", "\n  - ", ", ", " ")
BEFORE = ("eigen:", "x:", "y:", "verloop:", "A:", "{x: ", "}", "]", "op:")
VALUES = (
    *("tuin", "a b", "19:30", "'x y'", '"z"', "c-1", "[a, b]", "[ a ,b ]", "[]", "{}", "ja # x", "{a: [b]}", "''"),
    *("a,b", "é", "-", "a:b", "a: b", "[a", "#", "x#y", "x  y"),
)
parts = st.tuples(st.sampled_from(BETWEEN), st.sampled_from(BEFORE), st.sampled_from(VALUES))


@given(st.lists(parts, max_size=8), st.sampled_from(sorted(KINDS)))
def test_styles_thrown_together_never_differ(parts: list[tuple[str, str, str]], kind: str) -> None:
    begin, end = TEXTS[kind].rsplit("verloop:", 1)
    middle = "".join(f"{between}{key} {value}" for between, key, value in parts)
    hold_together(kind, f"{begin}eigen:{middle}\nverloop:{end}")
