"""Every file that `--public` can make, and what stands in it.

The files of all closed years, of the organisation or of each gemeente, in every format, as drafts and as settled with
the year before beside them, read back as text: who holds them has nothing else.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

from bb.actions.make_report import gemeenten
from bb.domain.register import Register
from bb.figures import Figure, Overview, public_overview, year_period
from bb.report import csv as report_csv
from bb.report import html, markdown
from bb.report.content import content
from bb.report.json import Frozen, document, frozen_document, read_frozen
from tests.figures.world import LATER

TEMPLATE = (Path(__file__).parents[2] / "templates" / html.TEMPLATE).read_text("utf-8")


@dataclass(frozen=True, kw_only=True)
class Files:
    """What is published of one year and one scope: texts by format, drafts apart from what was settled."""

    jaar: int
    gemeente: str | None
    draft: Mapping[str, str]
    settled: Mapping[str, str]


def published(register: Register, jaren: Sequence[int], *, pages: bool) -> Iterator[Files]:
    """Yield all that `--public` makes of these years; `pages` whether the HTML is made too."""
    scopes = gemeenten(register) if register.organisatie.openbaar == "gemeente" else [None]
    before: dict[str | None, tuple[Figure, ...]] = {}
    for jaar in jaren:
        drafts = {scope: public_overview(register, year_period(jaar, LATER), scope) for scope in scopes}
        parts = tuple(
            Frozen.Deel(
                gemeente=scope, figures=made.figures, notes=made.openbaar.notes if made.openbaar else (), texts={}
            )
            for scope, made in drafts.items()
        )
        kept = frozen_document(Frozen(jaar=jaar, naam="Buurtbemiddeling", vastgesteld=LATER, delen=parts))
        frozen = read_frozen(kept)
        for scope, draft in drafts.items():
            settled = frozen.overview(scope, before.get(scope, ()))
            assert settled
            yield Files(
                jaar=jaar,
                gemeente=scope,
                draft=_texts(replace(draft, before=before.get(scope, ())), pages=pages),
                settled={**_texts(settled, pages=pages), "kept": kept},
            )
        before = {deel.gemeente: deel.figures for deel in frozen.delen}


def _texts(overview: Overview, *, pages: bool) -> dict[str, str]:
    made = {
        "json": document(overview),
        "csv": report_csv.document(overview),
        "md": markdown.document(content(overview)),
    }
    return {**made, "html": html.page(overview, TEMPLATE, version="1")} if pages else made


@dataclass(frozen=True, kw_only=True)
class Told:
    """One published figure: the rows it counts (as in the files), its number, and what was measured over it."""

    name: str
    value: int
    keys: tuple[str, ...]
    share: float | None
    of: int | None
    measures: Mapping[str, float]


def read(files: Files) -> Mapping[str, Told]:
    """Return what the files of one year and scope say; they must not say different things."""
    told = _from_json(json.loads(files.settled["json"])["figures"])
    assert told == _from_json(json.loads(files.draft["json"])["figures"])
    parts = {part["gemeente"]: part["figures"] for part in json.loads(files.settled["kept"])["delen"]}
    assert told == _from_json(parts[files.gemeente])
    for texts in (files.draft, files.settled):
        _same_in_csv(texts["csv"], told)
    return told


def _from_json(figures: Iterable[Mapping[str, Any]]) -> dict[str, Told]:
    told = {}
    for figure in figures:
        assert "cases" not in figure
        of = figure["denominator"]
        told[figure["name"]] = Told(
            name=figure["name"],
            value=figure["value"],
            keys=_keys(figure["name"], figure["definition"]),
            share=figure["share"],
            of=of["value"] if of else None,
            measures=figure.get("measures", {}),
        )
    return told


def _keys(name: str, definition: str) -> tuple[str, ...]:
    family, _, key = name.partition(".")
    if ".." in key:
        first, last = key.split("..")
        return tuple(f"{first[:5]}{n:02}" for n in range(int(first[5:]), int(last[5:]) + 1))
    joined = definition.partition("Samengevoegd: ")[2].removesuffix(".")
    return tuple(re.split(", | en ", joined)) if joined else (key or family,)


def _same_in_csv(text: str, told: Mapping[str, Told]) -> None:
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {r["name"]: int(r["value"]) for r in rows if not r["measure"]} == {t.name: t.value for t in told.values()}
    measured = {(r["name"], r["measure"]): float(r["value"].replace(",", ".")) for r in rows if r["measure"]}
    assert measured == {(t.name, n): v for t in told.values() for n, v in t.measures.items()}


def strangers(files: Files, told: Mapping[str, Told], before: Mapping[str, Told]) -> set[str]:
    """Return the numbers in the texts for people that do not stand in the figures of this year or the one before."""
    known = {"1", "4", "5", "10", "20", "100"}
    known |= {str(files.jaar), str(files.jaar - 1), "31", str(LATER.day), str(LATER.year)}
    for figure in (*told.values(), *before.values()):
        known |= {str(figure.value), *re.findall(r"\d+(?:,\d+)?", "".join(figure.keys))}
        known |= {f"{math.floor(10 * v + 0.5) / 10:g}".replace(".", ",") for v in figure.measures.values()}
        known |= {str(math.floor(v + n)) for v in figure.measures.values() for n in (0, 0.5)}
        if figure.share is not None:
            assert figure.of is not None
            assert abs(figure.share - figure.value / figure.of) <= 0.0000501  # so it tells nothing new
            known |= {str(math.floor(100 * figure.share + n)) for n in (0, 0.500001)}
    found: set[str] = set()
    for texts in (files.draft, files.settled):
        for name in ("md", "html"):
            text = texts.get(name, "")
            text = re.sub(r"<style>.*?</style>|<title>.*?</title>|<head>.*?</head>", " ", text, flags=re.DOTALL)
            text = re.sub(r"met \d+ regels?|kwartiel [13]", " ", text)  # how long a table is, and a heading
            found |= {n.rstrip(",") for n in re.findall(r"\d[\d.,]*", unescape(re.sub(r"<[^>]*>", " ", text)))}
    return {n.removesuffix(".").replace(".", "") for n in found} - known - {""}


def drawn(files: Files, told: Mapping[str, Told], before: Mapping[str, Told]) -> Iterator[float]:
    """Yield each length in the charts of the page that is no published number on the scale of its chart."""
    values = {t.value for t in (*told.values(), *before.values())}
    for text in (files.draft.get("html", ""), files.settled.get("html", "")):
        for chart in re.findall(r"<svg.*?</svg>", text):
            lengths = [
                float(n) / 100 for n in re.findall(r'<rect class="c-(?:now|before)"[^>]* width="([\d.]+)%"', chart)
            ]
            scales = [v for v in values if v]
            yield from (part for part in lengths if not any(abs(part - v / s) < 0.0002 for s in scales for v in values))
