"""The page of a volunteer in lines: first what may be given to them, then what is for the coördinator alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bb.actions.names import Names
from bb.actions.volunteer_page import Coming, OwnCase, VolunteerPage
from bb.cli.due import next_of, norm_nl
from bb.domain.detectors import mask
from bb.domain.journal import IN_POOL
from bb.domain.phrases import phrase, written
from bb.domain.task import together, what_nl
from bb.text.dates import short_day_nl
from bb.text.plurals import count_nl, join_nl

Part = tuple[str, list[str]]
"""A heading and the lines under it."""


def volunteer_parts(page: VolunteerPage, facts: list[str], people: Names) -> list[Part]:
    """Return the parts that may be given to the volunteer; `facts` are lines about who they are.

    Other volunteers are named while the dossiers are open, the parties of a case never.
    """
    werk = page.werk
    parts = [
        (people.beside(f"Vrijwilliger {werk.vrijwilliger.id}"), [*_status(page), *facts]),
        ("Uw zaken nu", [*(_case(own, people) for own in werk.nu), *_tasks(page)]),
        ("Dit jaar", [*_year(page)]),
        ("Wat eraan komt", [_coming(one) for one in werk.komt] if werk.status in IN_POOL else []),
        ("Trainingen", [f"  {short_day_nl(op):<12} {soort}" for op, soort in werk.trainingen]),
        ("Bedankt", [f"  {short_day_nl(e.op):<12} {mask(written(e.get('vorm')) or 'bedankt')}" for e in werk.bedankt]),
        ("Uw vragen", [f"  gesteld op {short_day_nl(e.op)}, nog niet beantwoord" for e in werk.vragen]),
        ("Wat er gebeurde", [f"  {short_day_nl(e.op):<12} {mask(phrase(e))}" for e in page.verloop]),
    ]
    return [(title, lines) for title, lines in parts if lines]


def coordinator_lines(page: VolunteerPage, today: date) -> Iterator[str]:
    """Yield what is for the coördinator alone, and is said beside the page."""
    id_ = page.werk.vrijwilliger.id
    if page.weg:
        told = join_nl([name.replace("_", " ") for name in page.weg])
        yield f"Niet op dit blad, want alleen voor u: {told}."
    if page.bedanken:
        yield f"Reden om te bedanken: {join_nl(page.bedanken)}. Daarna: bb log {id_} waardering"
    yield from next_of(id_, None, page.te_doen, today)
    yield f"Bestand: {page.werk.vrijwilliger.source.path}"


def _status(page: VolunteerPage) -> Iterator[str]:
    since = f", sinds {short_day_nl(page.werk.sinds)}" if page.werk.sinds else ""
    yield f"  {'status':<14} {page.werk.status}{since}"


def _case(own: OwnCase, people: Names) -> str:
    parts = [own.casus]
    if own.samen_met:
        parts.append(f"samen met {people.beside(join_nl(own.samen_met))}")
    if own.aanpak:
        parts.append(own.aanpak)
    if own.sinds:
        parts.append(f"sinds {short_day_nl(own.sinds)}")
    parts += (f"{mask(phrase(event))}" for event in own.afspraken)
    return f"  {', '.join(parts)}"


def _tasks(page: VolunteerPage) -> Iterator[str]:
    for group in together(task for task in page.taken if task.reason != "gepland"):
        yield f"  {group[0].id}: {what_nl(group)}, uiterlijk {short_day_nl(group[0].day)}"


def _year(page: VolunteerPage) -> Iterator[str]:
    werk = page.werk
    counted = {norm.norm: norm for norm in page.normen}
    asked = counted.pop("zaken", None)
    least = f" (gevraagd: {asked.target})" if asked else ""
    yield f"  zaken: {len(werk.jaar)}{least}; in alle jaren samen {len(werk.alle)}"
    came, possible = werk.intervisie
    if "intervisie" not in counted and possible:
        yield f"  intervisie: u was er {came} van de {count_nl(possible, 'keer', 'keer')}"
    for name, norm in counted.items():
        share = f" (gevraagd: {norm.asked})" if norm.asked.percent else ""
        done = "" if norm.met else "; nog niet gehaald"
        yield f"  {norm_nl(name)}: {norm.count} van {norm.target}{share}{done}"


def _coming(one: Coming) -> str:
    time = f" om {written(one.tijd)}" if one.tijd else ""
    place = f", {mask(one.plek)}" if one.plek else ""
    return f"  {short_day_nl(one.datum):<12} {one.soort}{time}{place}"
