"""What must hold when the year is over: no errors, nothing forgotten, and figures that others count as well."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.simulated_year.office import Office
from tests.simulated_year.tally import owed, tally

_EXACT = 0.006
"""Figures of hours and money are shown with two decimals."""


def differences(office: Office) -> list[str]:
    """Return everything that is not as it should be at the end, in sentences; nothing when all is well."""
    return [*_files(office), *_aftercare(office), *_lost(office), *_figures(office), *_money(office)]


def _files(office: Office) -> Iterator[str]:
    for desk in office.desks.values():
        shown = desk.bb("validate", fine=(0, 1))
        if shown.status:
            yield f"{desk.who}: {shown.out}"
    yield from (f"nobody knows what to do about {soort}" for soort in office.unknown)
    one, other = (desk.bb("list", "zaken", "--json").out for desk in office.desks.values())
    if one != other:
        yield "the two copies are not equal"


def _aftercare(office: Office) -> Iterator[str]:
    """Every party that is still to be heard about the agreements is in the list, as late when it is."""
    rows = office.noor.rows("followups", "--kind", "nazorg", "--until", f"{office.day.year + 1}-12-31")
    shown = {(row["casus"], row["partij"]) for row in rows}
    missing = owed(office.noor.root, office.day) - shown
    yield from (f"aftercare of {id_} with {party} is owed and not shown" for id_, party in sorted(missing))


def _lost(office: Office) -> Iterator[str]:
    """No open case is without anything that is due: nobody would think of it again."""
    rows = office.noor.rows("followups", "--until", f"{office.day.year + 1}-12-31")
    due = {row.get("casus") for row in rows}
    for row in office.noor.rows("list", "zaken"):
        if row["status"] != "gesloten" and row["casus"] not in due:
            yield f"{row['casus']} is {row['status']}, and nothing is due"


def _figures(office: Office) -> Iterator[str]:
    """The figures of the report are those of the tally, for every name both have."""
    year = office.size.first.year
    office.noor.bb("report", str(year))
    report = json.loads((office.noor.root / f"rapport-{year}.json").read_text("utf-8"))
    found: dict[str, float] = {}
    for figure in report["figures"]:
        found[figure["name"]] = figure["value"]
        found |= {f"{figure['name']}/{name}": value for name, value in (figure.get("measures") or {}).items()}
    for name, value in tally(office.noor.root, year).items():
        if abs(found.get(name, 0) - float(value)) > _EXACT:
            yield f"{name}: the report says {found.get(name)}, the tally {value}"


def _money(office: Office) -> Iterator[str]:
    """The posts together are all that was spent, and the costs of a case follow from them."""
    year = office.size.first.year
    report = json.loads((office.noor.root / f"rapport-{year}.json").read_text("utf-8"))
    by_name = {figure["name"]: figure for figure in report["figures"]}
    spent = sum(
        (f.get("measures") or {}).get("uitgegeven", 0) for n, f in by_name.items() if n.startswith("begroting.")
    )
    whole = spent + by_name["begroting.uren"]["measures"]["kosten"]
    each = by_name["per-zaak"]["measures"]["kosten"]
    if abs(whole / by_name["aanmeldingen"]["value"] - each) > _EXACT:
        yield f"the budget does not add up: {whole} for {by_name['aanmeldingen']['value']} cases is not {each} each"
