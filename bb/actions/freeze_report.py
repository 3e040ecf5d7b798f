"""Settling the public figures of a year: kept as they are in `rapporten/YEAR.json`, so that a later run gives the same.

Two publications of one year can be subtracted from each other, and what is left may be one case. Therefore the figures
are settled once, and replacing them needs a reason, which the report then says.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bb.actions.make_report import (
    GEMEENTE,
    REASONS,
    Wanted,
    frozen_of,
    gather,
    gemeenten,
    path_of_frozen,
    require_public,
)
from bb.actions.own_text import path_of_text, read_own_text
from bb.actions.report_material import Material
from bb.actions.save import refuse_example, save, signer
from bb.actions.stop import Status, Stop
from bb.figures import public_overview
from bb.git.commit import Change
from bb.report.content import content
from bb.report.json import Frozen, frozen_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Where the figures were settled, and for which gemeenten apart (none: for the organisation)."""

    path: str
    gemeenten: tuple[str, ...]


def freeze_report(start: Path, wanted: Wanted, reden: str | None) -> Settled:
    """Settle the public figures of a year and keep them as one commit.

    With `openbaar: gemeente` those of every gemeente are settled together.

    Raises:
        Stop: the year is not over, it was settled before and no reason is given, or it cannot be written.
    """
    require_public(wanted)
    material = gather(start, wanted)
    organisatie = material.register.organisatie
    refuse_example(organisatie)
    path = path_of_frozen(wanted.jaar)
    before = frozen_of(material, wanted.jaar)
    if before and reden is None:
        raise Stop(
            f"De cijfers van {wanted.jaar} zijn al vastgesteld, op {before.vastgesteld}. Vervangen kan alleen met een "
            f"reden: --reason {' of '.join(REASONS)}",
            Status.USAGE,
        )
    made = _frozen(material, wanted, (reden or "") if before else "")
    save(
        material.root,
        [Change(path=path, old=material.read(path), new=frozen_document(made).encode("utf-8"))],
        message=f"verslag {wanted.jaar}: cijfers vastgesteld" + (f" ({reden})" if before else ""),
        coordinator=signer(organisatie, None),
        command="bb report",
    )
    return Settled(path=path, gemeenten=tuple(deel.gemeente for deel in made.delen if deel.gemeente))


def _frozen(material: Material, wanted: Wanted, reden: str) -> Frozen:
    register = material.register
    parts = gemeenten(register) if register.organisatie.openbaar == GEMEENTE else [None]
    text_path = path_of_text(wanted.jaar, public=True)
    data = material.read(text_path)
    own = read_own_text(data, text_path) if data is not None else None
    delen: list[Frozen.Deel] = []
    for gemeente in parts:
        made = public_overview(register, wanted.period, gemeente)
        notes = made.openbaar.notes if made.openbaar else ()
        titles = {chapter.id: chapter.title for chapter in content(made).hoofdstukken}
        texts = own.by_chapter(titles)[0] if own else {}
        delen.append(Frozen.Deel(gemeente=gemeente, figures=made.figures, notes=notes, texts=texts))
    return Frozen(
        jaar=wanted.jaar, naam=register.organisatie.naam, vastgesteld=wanted.today, delen=tuple(delen), reden=reden
    )
