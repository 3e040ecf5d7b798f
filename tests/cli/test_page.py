"""The agenda on one page: it fits, and nothing that is late is left out of the count."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from bb.agenda import Agenda, Item
from bb.agenda.norms import Progress
from bb.agenda.tasks import todo_of
from bb.cli.due import items_lines
from bb.cli.page import HEIGHT, WIDTH, length, page
from bb.domain.task import Todo, term_nl, together
from bb.domain.terms import TERMIJNEN
from bb.domain.types import Amount
from tests.domain.build import day, event

TODAY = day("2026-11-23")
LAST = TODAY + timedelta(days=14)
SINCE = event("2026-09-29 koppeling team=v-011,v-008")


def item(number: int, term: str, days: int, *, reason: str = "termijn", urgentie: str = "gewoon") -> Item:
    return Item(
        kind="casus",
        id=f"2026-{number:04d}",
        path=f"casus/2026/2026-{number:04d}.md",
        term=term,
        day=TODAY - timedelta(days=days),
        reason=reason,
        since=SINCE,
        voor="c-1",
        urgentie=urgentie,
    )


def agenda(*items: Item, progress: tuple[Progress, ...] = ()) -> Todo:
    return todo_of(Agenda(today=TODAY, items=items, progress=progress), LAST)


def busy(number: int) -> Todo:
    """So many things of every kind, from long ago to far ahead, and many who did not reach a norm."""
    terms = (*TERMIJNEN, "hervat", "contact", "rapportage", "vernietigd", "gehouden")
    items = [
        item(n, terms[n % len(terms)], 60 - n % 90, urgentie="spoed" if n < 9 else "gewoon") for n in range(number)
    ]
    behind = tuple(
        Progress(kind="vrijwilliger", id=f"v-{n:03d}", norm=norm, asked=Amount(3), count=1, target=3, days_left=38)
        for norm in ("zaken", "intervisie", "training")
        for n in range(number // 4)
    )
    return agenda(*items, progress=behind)


@pytest.mark.parametrize("number", [0, 1, 12, 40, 100, 400, 3000])
def test_the_page_fits_a_terminal_of_eighty_by_forty(number: int) -> None:
    made = page(busy(number), LAST)
    lines = [line for _, lines in made for line in lines]
    assert all(len(line) <= WIDTH for line in lines)
    assert length(made) <= HEIGHT


@pytest.mark.parametrize("number", [12, 40, 100, 400, 3000])
def test_all_that_is_late_is_shown_or_counted(number: int) -> None:
    made = busy(number)
    (lines,) = [lines for title, lines in page(made, LAST) if title == "Te laat"]
    text = re.sub(r"\s+", " ", " ".join(lines))
    for term in {item.term for item in made.late}:
        what = re.escape(term_nl(term))
        full = len(re.findall(rf"2026-\d{{4}} {what}", text))
        named = re.findall(rf"{what}: ([^:]*?)(?: en nog (\d+))?(?= [a-z]+[a-z ]*: |$| \w+ 2026-)", text)
        listed = sum(len(re.findall(r"2026-\d{4} \(", ids)) + int(more or 0) for ids, more in named)
        single = len(re.findall(rf"{what} 2026-\d{{4}}", text))
        counted = sum(int(many) for many in re.findall(rf"(\d+) keer {what} \(", text))
        assert full + listed + single + counted == sum(item.term == term for item in made.late), term


def test_the_most_urgent_stand_in_full_and_the_rest_by_kind() -> None:
    made = agenda(
        *(item(n, "nazorg", 41 - n) for n in range(16)),
        item(50, "intake", 3),
        item(60, "koppeling", 0),
        item(70, "gesprek", -3, reason="gepland"),
        item(71, "gesprek", -4),
        item(72, "gesprek", -90),
    )
    (_, late), (_, today), (coming, ahead) = page(made, LAST)
    assert late[:2] == [
        "  2026-0000  nazorg  41 dagen te laat",
        "             koppeling aan v-011 en v-008 (29 sep 2026); c-1",
    ]
    assert late[-1] == "  intake doen 2026-0050 (3 dagen)"
    assert today == ["  team zoeken 2026-0060"]
    assert (coming, ahead) == (
        "Tot en met 7 dec 2026",
        [
            "  afgesproken: 2026-0070 (26 nov)",
            "  gesprek voeren 2026-0071",
            "  daarna niets binnen een maand, en 1 later",
        ],
    )


def test_what_is_in_full_is_in_order_of_urgency() -> None:
    made = busy(400)
    shown = [line.split()[0] for _, lines in page(made, LAST)[:1] for line in lines if re.match(r"  2026-", line)]
    assert shown == [group[0].id for group in together(made.late)][: len(shown)]
    assert len(shown) >= 3
    assert items_lines(made.late, TODAY)[0].split()[0] == shown[0]


def test_nothing_to_do_is_an_empty_page() -> None:
    assert page(agenda(), date(2026, 11, 24)) == []
