"""`bb outbox`: which mails wait, which were sent, which failed."""

from __future__ import annotations

import click

from bb.actions.outbox import Queued, listed, refusal, retry
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

    Wat wacht, gaat vanzelf mee met de volgende bb followups --mail. Na vijf dagen houdt bb op; wat er
    dan nog te doen is, komt in een nieuwe mail. Van verstuurde mails blijft negentig dagen bewaard
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
    if any(entry.state == "fail" for entry in queue):
        note("Probeer opnieuw wat mislukte, als de oorzaak weg is: bb outbox --retry")
    return status


def _line(entry: Queued, organisatie: Organisatie) -> str:
    about = count_nl(len(entry.items), "ding", "dingen")
    sent = f", verstuurd op {short_day_nl(entry.changed.date())}" if entry.state == "sent" else ""
    why = f"\n  {refusal(entry, organisatie)}" if entry.reason else ""
    return f"  van {short_day_nl(entry.op)} aan {entry.aan}, over {about}{sent}{why}"


def _row(entry: Queued) -> dict[str, object]:
    return {
        "mail": entry.id,
        "status": _STATES[entry.state],
        "coordinator": entry.aan,
        "datum": entry.op,
        "aantal": len(entry.items),
        "reden": entry.reason or None,
        "sinds": entry.changed.isoformat("seconds"),
    }
