"""The annual overview as people and programs get it."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from bb.domain.records import Toezegging
from bb.domain.register import Register
from bb.domain.types import Amount
from bb.figures import Overview, year_overview, year_period
from bb.report import html
from bb.report import json as report_json
from tests.figures.world import LATER, WIJKEN, casus, event, partner, register, registers, vrijwilliger

TEMPLATE = (Path(__file__).parents[2] / "templates" / html.TEMPLATE).read_text("utf-8")
VOID = {"meta", "input", "br", "img", "link", "hr"}


def overview(found: Register, jaar: int = 2026, today: date = LATER) -> Overview:
    return year_overview(found, year_period(jaar, today))


def page(found: Register, jaar: int = 2026, today: date = LATER) -> str:
    return html.page(overview(found, jaar, today), TEMPLATE, version="0.1.0")


def full() -> Register:
    """Three cases in two years, one of them solved, with volunteers and a promise."""
    return register(
        *(
            casus(
                f"{jaar}-000{n}",
                event(f"{jaar}-0{n}-05", "melding", via="telefoon"),
                event(f"{jaar}-0{n}-06", "intake", geschikt=True, minuten=40),
                event(f"{jaar}-0{n}-09", "koppeling", team=("v-001", "v-002")),
                event(f"{jaar}-0{n}-15", "gesprek", met="AB", afspraken=True, minuten=90),
                event(f"{jaar}-0{n}-25", "nazorg", met="A", stand="houdt", tevreden=8),
                event(f"{jaar}-0{n}-26", "afsluiting", resultaat="opgelost" if n == 1 else "verbeterd"),
                wijk=WIJKEN[n % 3],
            )
            for jaar in (2025, 2026)
            for n in (1, 2, 3)
        ),
        vrijwilliger("v-001", event("2024-01-01", "start")),
        vrijwilliger("v-002", event("2024-01-01", "start")),
        partner("woonstad", toezeggingen=(Toezegging(wat="verwijzing", minstens=Amount(5), per="jaar"),)),
    )


class Balance(HTMLParser):
    """Every element that opens is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(text: str) -> list[tuple[str, dict[str, str | None]]]:
    balance = Balance()
    balance.feed(text)
    assert balance.open == []
    return balance.seen


@settings(max_examples=25)
@given(registers())
def test_any_organisation_gives_a_page_that_is_whole_and_stays_at_home(found: Register) -> None:
    text = page(found, 2025)
    seen = read(text)
    assert not re.search(r"https?:|//|<script|@import|javascript:", text, re.IGNORECASE)
    assert not {"src", "srcset", "action", "onload", "onclick"} & {name for _, attrs in seen for name in attrs}
    ids = [attrs["id"] for _, attrs in seen if "id" in attrs]
    assert len(set(ids)) == len(ids)
    links = [attrs["href"] for tag, attrs in seen if tag == "a"]
    assert all(link and link.startswith("#") and link[1:] in ids for link in links)
    assert "None" not in text


def test_the_second_run_gives_the_same_bytes() -> None:
    assert page(full()) == page(full())
    assert report_json.document(overview(full())) == report_json.document(overview(full()))


def test_the_page_says_what_it_is_and_that_it_is_internal() -> None:
    text = page(full())
    assert '<html lang="nl">' in text
    assert "<title>Buurtbemiddeling Waterstad: jaaroverzicht 2026</title>" in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert text.count("Vertrouwelijk, alleen voor intern gebruik") == 2  # on the screen, and on each printed page


def test_each_chart_has_a_title_and_a_description_and_is_followed_by_its_table() -> None:
    text = page(full())
    charts = re.findall(r"<svg.*?</svg>", text)
    assert len(charts) >= 8
    for chart in charts:
        tree = ET.fromstring(chart)  # noqa: S314 - made by us, a line above
        named = {e.get("id"): e.text for e in tree.iter() if e.get("id")}
        labels = [named[name] for name in (tree.get("aria-labelledby") or "").split()]
        assert len(labels) == 2
        assert all(labels)
    for figure in re.split(r"</figure>", text)[1:]:
        assert re.match(r'\s*<div class="rol"[^>]*>\s*<table>', figure)


def test_every_table_prints_how_it_was_counted() -> None:
    text = page(full())
    for table in re.findall(r"<table>.*?</table>\s*<.*?>", text, re.DOTALL):
        assert "<small>" in table or 'class="zo"' in table
    for group in ("geschikte zaken", "zaken met een team (behandeld)"):
        assert f"Alle {group} die in het jaar zijn afgesloten: hoeveel daarvan hebben het resultaat opgelost?" in text
    assert text.count("1 van 3") >= 3


def test_the_year_before_stands_beside_each_number() -> None:
    text = page(full())
    assert "Dat zijn er evenveel als in 2025." in text
    assert "<small>2025: 3</small>" in text


def test_a_year_that_is_not_over_says_so_and_compares_nothing() -> None:
    text = page(full(), 2026, date(2026, 2, 14))
    assert "2026 is nog niet voorbij." in text
    assert "Dit overzicht telt tot en met zaterdag 14 februari 2026." in text
    assert "verschil" not in text
    assert "nog niet voorbij" not in page(full())


@pytest.mark.parametrize("found", [register(), full()], ids=["nothing", "other years only"])
def test_an_empty_year_is_a_page_with_zeros_and_no_charts(found: Register) -> None:
    text = page(found, 2022)
    assert "In 2022 kwamen er geen zaken binnen." in text
    assert "<svg" not in text
    assert "Niets te tellen in 2022 en 2021: aanmeldingen per verwijzer" in text


def test_one_case_reads_as_one() -> None:
    text = page(
        register(
            casus("2026-0001", event("2026-01-05", "melding"), event("2026-01-06", "afsluiting", resultaat="opgelost"))
        )
    )
    assert "In 2026 kwam er 1 zaak binnen. Dat is er 1 meer dan in 2025. Er is 1 zaak afgesloten." in text


def test_signs_of_html_in_a_name_are_text() -> None:
    nasty = "<b>Buurt</b> & 't Zand \"O'Brien\""
    text = page(register(casus("2026-0001", event("2026-01-05", "melding"), wijk="'t-zand"), naam=nasty))
    assert "<b>Buurt" not in text
    assert "&lt;b&gt;Buurt&lt;/b&gt; &amp; &#39;t Zand" in text
    assert "&#39;t Zand" in text
    read(text)


def test_words_are_escaped_in_charts_as_well() -> None:
    odd = register(casus("2026-0001", event("2026-01-05", "melding"), klachten=("<b>&'",)))
    chart = next(c for c in re.findall(r"<svg.*?</svg>", page(odd)) if "klacht-titel" in c)
    assert "&lt;b&gt;&amp;" in chart
    ET.fromstring(chart)  # noqa: S314 - made by us, a line above


def test_a_name_of_forty_characters_is_shown_whole() -> None:
    long = "een-wijk-met-een-naam-van-veertig-tekens"
    assert len(long) == 40
    text = page(register(casus("2026-0001", event("2026-01-05", "melding"), wijk=long)))
    assert text.count("Een Wijk Met Een Naam Van Veertig Tekens") >= 2


def test_an_own_template_gets_plain_values_and_its_mistakes_are_errors() -> None:
    own = "{{ naam }} {{ jaar }}: {{ kerngetallen[0].value }}"
    assert html.page(overview(full()), own, version="1") == "Buurtbemiddeling Waterstad 2026: 3"
    with pytest.raises(html.TemplateMistake):
        html.page(overview(full()), "{{ bestaat_niet }}", version="1")
    with pytest.raises(html.TemplateMistake):
        html.page(overview(full()), "{{ kerngetallen.append(1) }}", version="1")
    with pytest.raises(html.TemplateMistake):
        html.page(overview(full()), "{{ naam.__class__.__mro__ }}", version="1")


def test_json_holds_every_figure_with_what_it_was_counted_from() -> None:
    text = report_json.document(overview(full()))
    content = json.loads(text)
    assert text.endswith("\n")
    assert {k: content[k] for k in ("bb", "jaar", "naam", "tot en met")} == {
        "bb": 1,
        "jaar": 2026,
        "naam": "Buurtbemiddeling Waterstad",
        "tot en met": "2026-12-31",
    }
    named = {figure["name"]: figure for figure in content["figures"]}
    solved = named["opgelost.behandeld"]
    assert (solved["value"], solved["denominator"], solved["share"]) == (
        1,
        {"name": "afgesloten.behandeld", "value": 3},
        0.3333,
    )
    assert solved["cases"] == ["2026-0001"]
    assert named["doorlooptijd"]["measures"]["mediaan"] == 21.0
    assert named["toezegging-verwijzing.woonstad"]["norm"] == "5"
    assert all(len(figure["cases"]) == figure["value"] for figure in content["figures"])
