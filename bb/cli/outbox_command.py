"""`bb outbox`: which mails wait, which were sent, which failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from bb.actions.outbox import Queued, given_up, listed, refusal, retry
from bb.actions.stop import Status
from bb.cli.app import App, json_option, pass_app
from bb.cli.output import note, say, say_heading, say_json
from bb.domain.records import Organisatie
from bb.text.dates import short_day_nl
from bb.text.plurals import count_nl

_HEADINGS = {"new": "Wacht", "fail": "Mislukt", "sent": "Verstuurd"}
_STATES = {"new": "wacht", "fail": "mislukt", "sent": "verstuurd"}


@click.command("outbox")
@click.option("--retry", "again", is_flag=True, help="Probeer alles wat niet lukte nu opnieuw.")
@json_option
@pass_app
def command(app: App, *, again: bool, as_json: bool) -> int:
    """Laat zien welke mails wachten, welke zijn mislukt en welke zijn verstuurd.

    Wat wacht of mislukte, gaat vanzelf mee met elke volgende bb followups --mail, vijf dagen lang. Wat
    er dan nog te doen is, komt in een nieuwe mail. Van verstuurde mails blijft negentig dagen bewaard
    aan wie en wanneer, niet wat erin stond.
    """
    status = Status.FINE
    if again:
        _, delivered = retry(app.folder, app.today)
        note(
            f"{count_nl(len(delivered.sent), 'mail', 'mails')} verstuurd."
            if delivered.sent
            else "Er is niets verstuurd."
        )
        status = Status.LATER if delivered.kept else Status.FINE
    organisatie, queue = listed(app.folder)
    if as_json:
        say_json([_row(entry) for entry in queue])
        return status
    if not queue:
        say("Er zijn geen mails: er wacht niets, en er is niets verstuurd vanaf deze computer.")
    first = True
    for state, heading in _HEADINGS.items():
        found = [entry for entry in queue if entry.state == state]
        if not found:
            continue
        if not first:
            say()
        first = False
        say_heading(heading)
        for entry in found:
            say(_line(entry, organisatie))
    _advise(queue, app.today)
    return status


def _advise(queue: Sequence[Queued], today: date) -> None:
    """Say what becomes of the mails that failed."""
    failed = [entry for entry in queue if entry.state == "fail"]
    if any(not given_up(entry, today) for entry in failed):
        note("Bij elke volgende bb followups --mail probeert bb het weer, tot vijf dagen na de eerste keer.")
    if any(given_up(entry, today) for entry in failed):
        note("Wat langer dan vijf dagen niet lukte, probeert bb niet meer vanzelf.")
    if failed:
        note("Nu meteen opnieuw proberen: bb outbox --retry")


def _line(entry: Queued, organisatie: Organisatie) -> str:
    about = count_nl(entry.about, "ding", "dingen")
    sent = f", verstuurd op {short_day_nl(entry.changed.date())}" if entry.state == "sent" else ""
    why = f"\n  {refusal(entry, organisatie)}" if entry.reason else ""
    return f"  van {short_day_nl(entry.op)} aan {entry.aan}, over {about}{sent}{why}"


def _row(entry: Queued) -> dict[str, object]:
    return {
        "mail": entry.id,
        "status": _STATES[entry.state],
        "coordinator": entry.aan,
        "datum": entry.op.isoformat(),
        "aantal": entry.about,
        "reden": entry.reason or None,
        "sinds": entry.changed.isoformat(timespec="seconds"),
    }
