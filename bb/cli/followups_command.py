"""`bb followups`: what is due, why, and for whom; on the screen, by mail, in a calendar."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import click

from bb.actions.followups import followups
from bb.actions.names import Names
from bb.actions.stop import Status
from bb.cli.app import App, json_option, pass_app
from bb.cli.clock import now, read_day
from bb.cli.due import items_lines, progress_line, task_row
from bb.cli.output import note, say, say_heading, say_json
from bb.cli.page import HEIGHT, length, page
from bb.cli.who import names_now
from bb.domain.task import Task, Todo, term_named, together
from bb.text.dates import day_nl, short_day_nl
from bb.text.plurals import count_nl, join_nl

AHEAD = timedelta(days=14)


@click.command("followups")
@click.option(
    "--kind", "term", metavar="SOORT", help="Alleen deze soort, zoals nazorg, activiteit of 'vragen hoe het gaat'."
)
@click.option("--for", "person", metavar="WIE", help="Alleen voor deze coördinator, zoals c-1.")
@click.option("--until", metavar="DAG", help="Kijk vooruit tot en met deze dag (anders twee weken).")
@click.option("--why", is_flag=True, help="Zeg ook in welk bestand en op welke regel het begon.")
@click.option(
    "--check",
    is_flag=True,
    help="Eindig met status 1 als er iets te laat is of vandaag moet, of een zaak niet te lezen is.",
)
@click.option("--mail", is_flag=True, help="Mail elke coördinator wat er nu te doen is (voor cron).")
@click.option("--dry-run", is_flag=True, help="Bij --mail: laat de mails zien, en verstuur niets.")
@click.option("--ics", metavar="BESTAND", help="Schrijf alles wat eraan komt in een agenda-bestand.")
@json_option
@pass_app
def command(
    app: App,
    term: str | None,
    person: str | None,
    until: str | None,
    ics: str | None,
    *,
    why: bool,
    check: bool,
    mail: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Zeg wat er te doen is: wat te laat is, wat vandaag moet, en wat eraan komt.

    Alles volgt uit de termijnen en uit wat er is vastgelegd; onder elke regel staat waarom.
    Het dringendste staat bovenaan. Past niet alles op één bladzijde, dan staat de rest per soort bij
    elkaar, met hoeveel het is. Met --kind, --until of --why staat alles er voluit.

    Met --mail krijgt elke coördinator een mail op de dag dat er iets moet, en daarna elke week zolang
    het blijft liggen. Daarin staan zaaknummers en dagen, nooit namen of adressen. Wat is verstuurd,
    ziet u met: bb outbox
    """
    term = term_named(term) if term else None
    if dry_run and not mail:
        raise click.UsageError("--dry-run hoort bij --mail.")
    if mail:
        _require_alone("--mail", term, person, until, ics, why=why, check=check, as_json=as_json)
        return _preview(app) if dry_run else _mail(app)
    if ics is not None:
        _require_alone("--ics", until, why=why, check=check, as_json=as_json)
        return _calendar(app, ics, term, person)
    last = read_day(until, app.today) if until else app.today + AHEAD
    agenda = followups(app.folder, app.today, last, term=term, person=person)
    status = Status.FINDINGS if check and (agenda.late or agenda.due or agenda.unread) else Status.FINE
    coming = agenda.coming(last)
    if as_json:
        rows = [task_row(t, app.today) for t in (*agenda.late, *agenda.due, *coming)]
        say_json(rows, vandaag=app.today.isoformat(), niet_gelezen=agenda.unread)
        return status
    late, due, ahead = (len(together(items)) for items in (agenda.late, agenda.due, coming))
    people = names_now()
    in_full = bool(term or until or why)
    sections = None
    if in_full or 2 * (late + due + ahead) <= HEIGHT:  # two lines for each; where they cannot fit, none is made
        sections = _whole(agenda, coming, last, people, why=why, norms=term is None)
    shortened = sections is None or (not in_full and length(sections) > HEIGHT)
    if sections is None or shortened:
        sections = page(agenda, last, people)
    say(_summary(app.today, late, due, ahead, last))
    _say_unread(agenda.unread)
    for title, lines in sections:
        say()
        say_heading(title)
        for line in lines:
            say(line)
    if shortened:
        note("Alles met de reden: bb followups --why. Eén soort: bb followups --kind nazorg")
    return status


def _say_unread(cases: Sequence[str]) -> None:
    if cases:
        from bb.actions.unread import unread_nl  # noqa: PLC0415 - only when something is wrong

        say(unread_nl(cases))


def _whole(
    agenda: Todo, coming: Sequence[Task], last: date, people: Names, *, why: bool, norms: bool
) -> list[tuple[str, list[str]]]:
    """Return everything up to the last day, in sections of a heading and its lines."""
    found = [
        ("Te laat", items_lines(agenda.late, agenda.today, why=why, names=people)),
        ("Vandaag", items_lines(agenda.due, agenda.today, why=why, names=people)),
        (f"Tot en met {short_day_nl(last)}", items_lines(coming, agenda.today, why=why, names=people)),
        ("Nog niet gehaald dit jaar", [progress_line(progress) for progress in agenda.behind] if norms else []),
    ]
    return [(title, lines) for title, lines in found if lines]


def _require_alone(option: str, *values: str | None, why: bool, check: bool, as_json: bool) -> None:
    """Refuse options that mean nothing beside this one: what is asked for would silently not happen."""
    if any(values) or why or check or as_json:
        beside = " behalve --kind en --for" if option == "--ics" else ""
        raise click.UsageError(f"Naast {option} kan geen andere keuze staan{beside}.")


def _preview(app: App) -> int:
    """Print the mails byte for byte, so that `> mail.eml` gives exactly what would be sent."""
    from bb.actions.mail_followups import preview  # noqa: PLC0415 - mail is loaded only when it is used

    mails = preview(app.folder, app.today, now(app.today))
    for mail in mails:
        sys.stdout.flush()
        sys.stdout.buffer.write(mail)
    sys.stdout.flush()
    note(f"{count_nl(len(mails), 'mail', 'mails')}; er is niets verstuurd.")
    return Status.FINE


def _mail(app: App) -> int:
    from bb.actions.mail_followups import mail_followups  # noqa: PLC0415 - mail is loaded only when it is used
    from bb.actions.outbox import refusal  # noqa: PLC0415 - same

    made = mail_followups(app.folder, app.today, now(app.today))
    if made.closed:
        say("Vandaag is het kantoor dicht: er is niets verstuurd.")
    elif made.delivered.sent:
        to = join_nl(sorted({entry.aan for entry in made.delivered.sent}))
        say(f"{count_nl(len(made.delivered.sent), 'mail', 'mails')} verstuurd, aan {to}.")
    elif not made.delivered.kept and not made.ahead:
        say("Er was niets te mailen.")
    status = Status.FINE
    for reader in made.nobody:
        note(f"Voor {reader} is er iets te doen, maar er staat geen mailadres bij in bb.yaml.")
        status = Status.FINDINGS
    if made.unread:
        note(f"{count_nl(made.unread, 'bestand', 'bestanden')} met fouten: misschien ontbreekt er iets in de mail.")
        note("Zie wat er is met: bb validate")
    for reader, day in made.ahead.items():
        note(f"Aan {reader} is al gemaild op {short_day_nl(day)}, later dan vandaag: er gaat niets. Klopt de klok wel?")
        status = Status.FINDINGS
    for entry in made.delivered.kept:
        note(f"De mail aan {entry.aan} is niet verstuurd: {refusal(entry, made.organisatie)}.")
    if made.delivered.kept:
        note("We bewaren wat niet lukte en proberen het elke volgende keer opnieuw, vijf dagen lang. Zie: bb outbox")
        status = Status.LATER
    return status


def _calendar(app: App, ics: str, term: str | None, person: str | None) -> int:
    from bb.actions.calendar_file import write_calendar  # noqa: PLC0415 - calendars are loaded only when used

    count = write_calendar(app.folder, Path(ics), app.today, now(app.today), term=term, person=person)
    say(f"In {ics} staan {count_nl(count, 'ding', 'dingen')} om te doen. Lees het in met uw agenda.")
    note("Schrijf en lees het opnieuw wanneer u wilt: uw agenda werkt bij wat er al stond.")
    return Status.FINE


def _summary(today: date, late: int, due: int, coming: int, last: date) -> str:
    if not late and not due and not coming:
        return f"{_capital(day_nl(today))}: niets te laat, niets voor vandaag en niets tot en met {short_day_nl(last)}."
    parts = join_nl([f"{late or 'niets'} te laat", f"{due or 'niets'} voor vandaag", f"{coming or 'niets'} op komst"])
    return f"{_capital(day_nl(today))}: {parts}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
