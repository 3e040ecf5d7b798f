"""The top of the page: key numbers, a few sentences, and the year at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from bb.report.model import Block, Chapter, Key, Numbers, Table
from bb.report.numbers import NIETS, change_nl, number_nl, share_nl
from bb.text.labels import label
from bb.text.plurals import count_nl

ENOUGH = 5
"""From how many cases on a middle one says something."""
_COUNTS = (
    ("Aanmeldingen", "aanmeldingen"),
    ("Geschikt", "geschikt"),
    ("Behandeld: met een team", "behandeld"),
    ("Afgesloten", "afgesloten"),
    ("Nog lopend op de laatste dag", "lopend"),
    ("Vrijwilligers op de laatste dag", "vrijwilligers"),
    ("Activiteiten", "activiteiten"),
)


def keys(numbers: Numbers) -> tuple[Key, ...]:
    """Return the key numbers of the page, each with that of the year before."""
    solved, lead, worked = (numbers.row(n) for n in ("opgelost.behandeld", "doorlooptijd", "uren.vrijwilligers"))
    return (
        _key(numbers, "aanmeldingen"),
        _key(numbers, "afgesloten"),
        _of(
            numbers,
            "opgelost.behandeld",
            "opgelost, van de behandelde zaken",
            share_nl(solved.now.share),
            share_nl(solved.before.share),
        ),
        _of(
            numbers,
            "doorlooptijd",
            "dagen van melding tot afsluiting (mediaan)",
            number_nl(lead.now.measure("mediaan"), 1),
            number_nl(lead.before.measure("mediaan"), 1),
        ),
        *([_key(numbers, "vrijwilligers")] if "vrijwilligers" in numbers.now else []),
        _of(
            numbers,
            "uren.vrijwilligers",
            "uren van vrijwilligers in zaken",
            number_nl(worked.now.measure("uren")),
            number_nl(worked.before.measure("uren")),
        ),
    )


def _key(numbers: Numbers, name: str) -> Key:
    row = numbers.row(name)
    return _of(numbers, name, name, number_nl(row.now.value), number_nl(row.before.value))


def _of(numbers: Numbers, name: str, text: str, now: str, before: str) -> Key:
    earlier = f"{numbers.year_before}: {before if before != NIETS else 'niet bekend'}"
    return Key(name=name, label=text, value=now, before=earlier)


def summary(numbers: Numbers) -> Chapter:
    """Return the year at a glance, in words and in a table."""
    over = numbers.overview.period.over
    rows = [(text, numbers.row(name)) for text, name in _COUNTS if name in numbers.now]
    return Chapter(
        id="samenvatting",
        title="Samenvatting",
        lead=" ".join(_sentences(numbers)),
        blocks=(
            Block(
                table=Table(
                    caption="Het jaar in één oogopslag",
                    headers=("Wat", numbers.year, numbers.year_before, *(("verschil",) if over else ())),
                    rows=tuple(
                        (
                            text,
                            number_nl(r.now.value),
                            number_nl(r.before.value),
                            *((change_nl(r.now.value, r.before.value),) if over else ()),
                        )
                        for text, r in rows
                    ),
                    definitions=tuple(r.now.definition for _, r in rows),
                    names=tuple(r.now.name for _, r in rows),
                ),
                wide=True,
            ),
        ),
    )


def _sentences(numbers: Numbers) -> list[str]:
    """Return what a reader should know who reads no further."""
    reported, closed = numbers.row("aanmeldingen"), numbers.row("afgesloten")
    said = [f"In {numbers.name} {_came(reported.now.value)}."]
    if numbers.overview.period.over and (reported.now.value or reported.before.value):
        said.append(_difference(reported.now.value - reported.before.value, numbers.name_before))
    said.append(f"Er {_closed(closed.now.value)}.")
    solved = numbers.row("opgelost.behandeld").now
    if solved.denominator and solved.denominator.value:
        said.append(
            f"Van de {count_nl(solved.denominator.value, 'afgesloten zaak', 'afgesloten zaken')} met een team "
            f"{'is' if solved.value == 1 else 'zijn'} er {number_nl(solved.value)} opgelost ({share_nl(solved.share)})."
        )
    complaints = numbers.family("klacht", ranked=True)
    if complaints and complaints[0].now.value:
        first = complaints[0]
        said.append(f"De meest genoemde eerste klacht is {label(first.key).lower()} ({share_nl(first.now.share)}).")
    return [*said, *_time(numbers), *_promises(numbers)]


def _time(numbers: Numbers) -> Iterator[str]:
    """Yield how long a case took, the middle one of them."""
    lead = numbers.row("doorlooptijd").now
    days = lead.measure("mediaan")
    if lead.value >= ENOUGH and days is not None:
        yield f"De helft van de afgesloten zaken was binnen {number_nl(days)} dagen klaar."


def _promises(numbers: Numbers) -> Iterator[str]:
    """Yield how many of the promises to and by partners were kept; those that cannot be judged yet stand aside."""
    judged = [f for f in numbers.now.values() if f.family.startswith("toezegging-") and f.achieved is not None]
    if judged and numbers.overview.period.over:
        kept = sum(bool(f.achieved) for f in judged)
        promises = count_nl(len(judged), "toezegging", "toezeggingen")
        yield f"Van de {promises} aan en van partners {'is' if kept == 1 else 'zijn'} er {number_nl(kept)} gehaald."


def _came(number: int) -> str:
    return f"{'kwam' if number == 1 else 'kwamen'} er {count_nl(number, 'zaak', 'zaken')} binnen"


def _difference(difference: int, before: str) -> str:
    """Return how many more or fewer cases came in than in the year `before`."""
    if not difference:
        return f"Dat zijn er evenveel als in {before}."
    more = "meer" if difference > 0 else "minder"
    verb = "is" if abs(difference) == 1 else "zijn"
    return f"Dat {verb} er {number_nl(abs(difference))} {more} dan in {before}."


def _closed(number: int) -> str:
    return f"{'is' if number == 1 else 'zijn'} {count_nl(number, 'zaak', 'zaken')} afgesloten"
