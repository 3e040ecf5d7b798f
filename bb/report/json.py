"""The annual overview for programs: every figure with its definition, denominator and cases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bb.figures import Denominator, Figure, Measure, Openbaar, Overview, Scope, year_period


def document(overview: Overview) -> str:
    """Return `rapport-YEAR.json`: indented, in the order of the chapters, with a newline at the end.

    A share is rounded to four decimals; `measures`, `norm` and `agreed` are left out where a figure has none,
    `cases` where the overview is public.
    """
    content: dict[str, Any] = {
        "bb": 1,
        "jaar": overview.jaar,
        "naam": overview.naam,
        **({overview.scope.kind: overview.scope.name} if overview.scope else {}),
        **({} if overview.period.is_year else {"van": overview.period.first.isoformat()}),
        "tot en met": overview.period.until.isoformat(),
        **({"commit": overview.commit} if overview.commit else {}),
        **(_public(overview.openbaar) if overview.openbaar else {}),
        "figures": [_figure(figure, cases=overview.openbaar is None) for figure in overview.figures],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _public(openbaar: Openbaar) -> dict[str, Any]:
    settled = openbaar.vastgesteld
    return {"vastgesteld": settled.isoformat() if settled else None, "samengevoegd": list(openbaar.notes)}


def _figure(figure: Figure, *, cases: bool = True) -> dict[str, Any]:
    denominator = figure.denominator
    found: dict[str, Any] = {
        "name": figure.name,
        "value": figure.value,
        "definition": figure.definition,
        "denominator": {"name": denominator.name, "value": denominator.value} if denominator else None,
        "share": None if figure.share is None else round(figure.share, 4),
    }
    if cases:
        found["cases"] = list(figure.cases)
    if figure.measures:
        found["measures"] = {measure.name: measure.value for measure in figure.measures}
    if figure.norm:
        found["norm"] = str(figure.norm)
    if figure.agreed:
        found["agreed"] = figure.agreed
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """The figures of a year as they were settled: one part for the organisation, or one for each gemeente."""

    jaar: int
    naam: str
    vastgesteld: date
    delen: tuple[Frozen.Deel, ...]
    reden: str = ""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Deel:
        """What was published of the organisation (`gemeente` None) or of one gemeente, with the texts beside it."""

        gemeente: str | None
        figures: tuple[Figure, ...]
        notes: tuple[str, ...]
        texts: Mapping[str, str]

    def deel(self, gemeente: str | None) -> Frozen.Deel | None:
        """Return the part about a gemeente, or (None) about the organisation."""
        return next((deel for deel in self.delen if deel.gemeente == gemeente), None)

    def overview(self, gemeente: str | None, before: Sequence[Figure] = ()) -> Overview | None:
        """Return a part as an overview that can be shown; None when there is no such part."""
        deel = self.deel(gemeente)
        if deel is None:
            return None
        return Overview(
            naam=self.naam,
            jaar=self.jaar,
            period=year_period(self.jaar, self.vastgesteld),
            figures=deel.figures,
            before=tuple(before),
            scope=Scope(kind="gemeente", name=gemeente) if gemeente else None,
            openbaar=Openbaar(notes=deel.notes, vastgesteld=self.vastgesteld, reden=self.reden),
        )


def frozen_document(frozen: Frozen) -> str:
    """Return `rapporten/YEAR.json`: what `read_frozen` reads back."""
    content = {
        "bb": 1,
        "jaar": frozen.jaar,
        "naam": frozen.naam,
        "vastgesteld": frozen.vastgesteld.isoformat(),
        "reden": frozen.reden,
        "delen": [
            {
                "gemeente": deel.gemeente,
                "samengevoegd": list(deel.notes),
                "teksten": dict(deel.texts),
                "figures": [_figure(figure, cases=False) for figure in deel.figures],
            }
            for deel in frozen.delen
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_frozen(text: str) -> Frozen:
    """Read what `frozen_document` wrote.

    Raises:
        ValueError: it is something else, or was changed by hand into something that is not whole.
    """
    try:
        content = json.loads(text)
        return Frozen(
            jaar=int(content["jaar"]),
            naam=str(content["naam"]),
            vastgesteld=date.fromisoformat(content["vastgesteld"]),
            reden=str(content["reden"]),
            delen=tuple(
                Frozen.Deel(
                    gemeente=None if deel["gemeente"] is None else str(deel["gemeente"]),
                    figures=tuple(_read_figures(deel["figures"])),
                    notes=tuple(str(note) for note in deel["samengevoegd"]),
                    texts={str(key): str(value) for key, value in deel["teksten"].items()},
                )
                for deel in content["delen"]
            ),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not the figures of a year") from error


def _read_figures(listed: Iterable[Mapping[str, Any]]) -> Iterable[Figure]:
    for found in listed:
        of = found["denominator"]
        yield Figure(
            name=str(found["name"]),
            value=int(found["value"]),
            definition=str(found["definition"]),
            denominator=Denominator(str(of["name"]), int(of["value"])) if of else None,
            measures=tuple(Measure(str(n), float(v), "") for n, v in found.get("measures", {}).items()),
        )
