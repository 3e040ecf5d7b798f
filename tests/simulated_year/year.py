"""A year in an office, day by day, through the commands."""

from __future__ import annotations

from collections.abc import Callable

from tests.simulated_year.office import Office, Size, apply, train
from tests.simulated_year.talks import call
from tests.simulated_year.work import work

Told = Callable[[str], None]


def live(office: Office, tell: Told = lambda _: None) -> None:
    """Live through all days of an office."""
    size = office.size
    calls = _calls(office, size)
    month = 0
    for day in office.workdays(size.first, size.last):
        office.on(day)
        if day.month != month:
            month = day.month
            tell(f"{day}: {len(office.fates)} zaken")
            _once_a_month(office)
        office.noor.bb("followups", "--mail")
        office.noor.bb("today")
        for what in office.coming.pop(day, ()):
            what()
        for _ in range(calls.get(day.toordinal(), 0)):
            call(office)
        _volunteers_live(office)
        for desk in office.desks.values():
            work(office, desk)
    office.sync()
    if office.day.year > size.first.year:
        for words in (("handbook", "register"), ("report", str(size.first.year), "--public", "--final")):
            office.noor.bb(*words)
        office.sync()


def _calls(office: Office, size: Size) -> dict[int, int]:
    """Return how many people call on each day."""
    days = [day.toordinal() for day in office.workdays(size.first, size.calls_until)]
    calls: dict[int, int] = {}
    for _ in range(size.cases):
        day = office.dice.choice(days)
        calls[day] = calls.get(day, 0) + 1
    return calls


def _once_a_month(office: Office) -> None:
    """Look at the whole, plan meetings, and make an end to what is too old."""
    dice, noor, day = office.dice, office.noor, office.day
    office.sync()
    for words in (("validate",), ("pool",), ("network",), ("list", "zaken"), ("outbox",)):
        noor.bb(*words)
    for soort, post in (("intervisie", "deskundigheid"), ("voorlichting", "publiciteit"), ("leerdoel", "")):
        if soort == "intervisie" or dice.random() < 0.4:
            planned = day.fromordinal(day.toordinal() + dice.randrange(5, 25))
            told = (f"post={post}",) if post else ()
            noor.bb("new", "activiteit", f"soort={soort}", f"datum={planned}", *told)
    if day.month == 6:
        noor.bb("new", "activiteit", "soort=uitje", "post=waardering", f"datum={day}")
        train(office, "verdieping", _active(office))
    if day.month == 11:
        noor.bb("sync", "--takeover", "c-2", "--to", "c-1", "--yes")
        office.sync()  # before Sam does something about a case that is Noor's now
        office.with_ = {str(row["casus"]): str(row["coordinator"]) for row in noor.rows("list", "zaken")}


def _volunteers_live(office: Office) -> None:
    """Volunteers ask, are away, are paid, stop; people apply."""
    dice, noor, day = office.dice, office.noor, office.day
    if dice.random() < 0.08:
        apply(office, chosen=False)
    if dice.random() < 0.2:
        who = dice.choice(_active(office))
        what = dice.choice(("vraag", "vergoeding", "afwezig", "inzet", "signaal", "nabespreking"))
        until = day.fromordinal(day.toordinal() + 14)
        more = {
            "vergoeding": ("bedrag=24.50",),
            "afwezig": (f"van={day}", f"tot={until}"),
            "inzet": ("voor=folders", "minuten=90"),
        }.get(what, ())
        noor.bb("log", who, what, *more)
    if dice.random() < 0.03:
        noor.bb("log", dice.choice(_active(office)), "vraag")
        noor.bb("undo", "--yes")


def _active(office: Office) -> list[str]:
    rows = office.noor.rows("list", "vrijwilligers", "--where", "status=actief")
    return [str(row["vrijwilliger"]) for row in rows]
