"""Two mistakes in one file give two findings in one run, also when one of them could not be read."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from bb.domain.finding import Finding
from bb.files.verify import opened
from bb.rules import RULES
from bb.rules.explain import explanation
from tests.rules.organisation import clean, findings
from tests.rules.test_follow_on import ON_PURPOSE, broken, parts

LEAST = 0.94
"""The share of such pairs that is told at once; of the others the first really hides the second."""

_OF_A_WORD = {"BB201", "BB203", "BB211", "BB212", "BB213", "BB214", "BB215", "BB216", "BB510", "BB703", "BB901"}
"""What a broken value may be as well: a word that can be read, but is not known."""


def pairs(number: int) -> Iterator[tuple[str, str, str]]:
    """Some files in which the example of a rule stands, and beside it one value that cannot be read."""
    dice = random.Random(1)
    for rule in RULES:
        told = explanation(rule)
        if told.path == "bb.yaml":
            continue
        better, example = f"{told.better}\n", f"{told.example}\n"
        text = clean()[told.path].replace(better, example)
        read = opened(text)
        assert read is not None
        texts = [other for _, part in parts(read[1]) for other in broken(text, part) if other.count(example) == 1]
        yield from ((rule.CODE, told.path, other) for other in dice.sample(texts, number))


def of_reading(found: tuple[Finding, ...]) -> set[str]:
    return {one.code for one in found if one.code < "BB2"}


def test_the_second_mistake_is_told_beside_the_first() -> None:
    shown = hidden = 0
    for code, path, text in pairs(2):
        found = findings({**clean(), path: text})
        if not of_reading(found):
            continue  # the other value was only another one
        shown += code in {one.code for one in found}
        hidden += code not in {one.code for one in found}
    assert shown + hidden > 120
    assert shown / (shown + hidden) >= LEAST


def test_two_mistakes_give_no_third_finding() -> None:
    dice = random.Random(2)
    paths = [path for path in clean() if path != "bb.yaml"]
    both = 0
    for _ in range(80):
        path = dice.choice(paths)
        text = clean()[path]
        for _ in range(2):
            if read := opened(text, partly=True):
                text = dice.choice([*broken(text, dice.choice(list(parts(read[1])))[1]), text])
        found = findings({**clean(), path: text})
        both += len(found) > 1
        assert {one.code for one in found} - of_reading(found) <= {*_OF_A_WORD, *ON_PURPOSE}, text
    assert both > 30


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("{op: 31-11-2026, wat: hervat}", "resultaat: niet-opgelost}", {"BB142", "BB421"}),
        ("{op: 2026-02-04, wat: intaek, geschikt: ja}", "resultaat: niet-opgelost}", {"BB144", "BB421"}),
        ("{op: 2026-02-04, wat: intake, geschikt: misschien}", "resultaat: dubbel}", {"BB145", "BB415"}),
        ("los woord", "resultaat: dubbel}", {"BB146", "BB415"}),
    ],
)
def test_a_line_that_cannot_be_read_hides_no_line_that_can(first: str, second: str, codes: set[str]) -> None:
    text = clean()["casus/2026/2026-0005.md"]
    text = text.replace("  - {op: 2026-03-10", f"  - {first}\n  - {{op: 2026-03-10")
    text = text.replace("resultaat: dubbel, zie: 2026-0001}", second)
    assert {one.code for one in findings({**clean(), "casus/2026/2026-0005.md": text})} >= codes


@pytest.mark.parametrize("header", ["klachten: relatie", "verwijzer: De Zon", "coordinator: Noor", "partijen: [A]"])
def test_a_header_that_cannot_be_read_hides_no_mistake_in_the_journal(header: str) -> None:
    name = header.partition(":")[0]
    lines = clean()["casus/2026/2026-0005.md"].split("\n")
    text = "\n".join(header if line.startswith(f"{name}:") else line for line in lines)
    text = text.replace(", zie: 2026-0001", "")
    assert {one.code for one in findings({**clean(), "casus/2026/2026-0005.md": text})} - {"BB145"} >= {"BB415"}
