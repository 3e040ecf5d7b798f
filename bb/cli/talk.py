"""Asking how a talk with a volunteer went, criterion by criterion, while it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import click

from bb.actions.log_event import Draft
from bb.actions.reading import Opened
from bb.actions.stop import Status, Stop
from bb.actions.talk import (
    FORMS,
    HIGHEST,
    LOWEST,
    TALKS,
    Talk,
    Work,
    begin_talk,
    criteria_to_ask,
    finish_talk,
    keep_work,
    proposed,
    scored,
    texts_to_ask,
    unfinished_day,
    with_score,
    with_text,
    with_value,
)
from bb.actions.vault import Vault, vault_if_unlocked
from bb.cli.app import App
from bb.cli.ask import answer, ask_line, ask_lines, interactive
from bb.cli.output import note
from bb.domain.criteria import NABESPREKING, SELECTIE, Proposal
from bb.domain.records import Casus
from bb.text.dates import short_day_nl
from bb.text.plurals import join_nl

BESLUIT = "besluit"


class Told:
    """A talk as it is told on the screen: what was asked of it, to be kept with the line of the journal."""

    def __init__(self, app: App, opened: Opened, vault: Vault, work: Work) -> None:
        self.app, self.opened, self.vault, self.work = app, opened, vault, work

    def finish(self) -> None:
        """Keep it in the dossiers."""
        self.vault, clashes = finish_talk(self.vault, self.work)
        if clashes:
            note(f"Een collega schreef intussen iets anders bij {join_nl(clashes)}. Uw tekst staat er; overleg even.")

    def keep(self, work: Work) -> None:
        """Go on with this, and keep it."""
        self.work = work
        self.vault = keep_work(self.vault, work)

    @property
    def again(self) -> str:
        """What to type to go on later."""
        talk = self.work.talk
        return f"bb log {talk.casus if talk.casus and len(talk.who) > 1 else talk.who[0]} {talk.wat}"


def resumed_day(app: App, opened: Opened, made: Draft, *, typed: bool) -> Draft:
    """Return an event with the day of a form that was begun before, when no day was typed."""
    if typed or made.row.wat != SELECTIE or not interactive():
        return made
    vault = vault_if_unlocked(opened)
    if vault is None or made.record.id in vault.ring.forgotten:
        return made
    day = unfinished_day(vault, made.row.wat, made.record.id, made.record.verloop)
    if day is None or day > app.today:
        return made
    note(f"U was bezig met het gesprek van {short_day_nl(day)}; we gaan verder waar u was.")
    return replace(made, values={**made.values, "op": day})


def decided_later(opened: Opened, made: Draft) -> tuple[str, ...]:
    """Return what is asked after the criteria, as they propose it: the decision of a selection talk."""
    asked = made.row.wat == SELECTIE and interactive() and vault_if_unlocked(opened) is not None
    return (BESLUIT,) if asked else ()


def told(app: App, opened: Opened, made: Draft) -> Told | None:
    """Ask how a talk went, and return what is to be kept; None when there is nothing to ask, or nobody to answer.

    Raises:
        click.exceptions.Exit: somebody stopped; what was typed is kept.
    """
    talk = _talk(made)
    if talk is None or talk.op > app.today:  # a day to come is refused: better before the questions than after
        return None
    vault = vault_if_unlocked(opened) if interactive() else None
    if vault is None:
        if talk.wat in (*FORMS, "signaal"):
            note(f"Hoe het ging, hoort in het dossier. Leg het daar vast met: bb dossier {talk.who[0]}")
        return None
    talk = replace(talk, who=tuple(id_ for id_ in talk.who if id_ not in vault.ring.forgotten))
    if not talk.who:
        return None
    here = Told(app, opened, vault, begin_talk(vault, talk))
    _before(here)
    with _stopping(here):
        _ask(here)
    return here


@contextmanager
def _stopping(here: Told) -> Iterator[None]:
    """Say how to go on for who stops halfway; what was typed is kept."""
    try:
        yield
    except (click.Abort, KeyboardInterrupt):
        note(f"\nBewaard, versleuteld; er is nog niets vastgelegd. Verder gaat u met: {here.again}")
        raise click.exceptions.Exit(Status.INTERRUPTED) from None


def _talk(made: Draft) -> Talk | None:
    wat, op, record = made.row.wat, made.values["op"], made.record
    if isinstance(record, Casus):
        who = made.values.get("wie") or ()
        return Talk(wat=wat, op=op, who=tuple(who), casus=record.id) if wat == NABESPREKING and who else None
    if made.kind != "vrijwilliger" or wat not in TALKS:
        return None
    return Talk(wat=wat, op=op, who=(record.id,), casus=made.values.get("casus"))


def _before(here: Told) -> None:
    """Show what is good to know before it is asked: what shows how it goes, or what was agreed the last time."""
    talk = here.work.talk
    if talk.wat not in ("signaal", "begeleiding"):
        return
    from bb.actions.functioning import dossier_of, functioning  # noqa: PLC0415 - few talks show it
    from bb.cli.functioning_page import functioning_lines  # noqa: PLC0415 - same

    if talk.wat == "signaal":
        for line in functioning_lines(functioning(here.vault, talk.who[0], here.app.today)):
            note(line)
        note("Een signaal is er om iets goeds te laten zien, of om op tijd te helpen. Het blijft in het dossier.")
        return
    talks = dossier_of(here.vault, talk.who[0]).gesprekken
    if earlier := [day for day in talks if day < talk.op]:
        last = max(earlier)
        note(f"De vorige keer, {short_day_nl(last)}:")
        note("\n".join(f"  {line}" for line in talks[last].split("\n")))


def _ask(here: Told) -> None:
    criteria = list(criteria_to_ask(here.work, here.opened.register.organisatie))
    if here.work.talk.wat in FORMS and criteria:
        note(f"Geef een cijfer van {LOWEST} tot {HIGHEST} met erachter waarom. Enter slaat over, Ctrl-C stopt even.")
        if here.work.talk.wat == NABESPREKING:
            note("Noem geen buren bij naam: dit blijft ook als de zaak is vergeten.")
        for number, (name, criterium) in enumerate(criteria, start=1):
            question = f"{number} van {len(criteria)}. {name.replace('-', ' ').capitalize()}: {criterium.vraag}"
            here.keep(with_score(here.work, name, _score(question)))
    for asked in texts_to_ask(here.work):
        value = (ask_lines(asked.key.asks) or None) if asked.long else answer(asked.key, here.app.today)
        here.keep(with_text(here.work, asked, value))


def _score(question: str) -> tuple[int, str] | None:
    while True:
        try:
            return scored(ask_line(question))
        except Stop as stop:
            note(stop.message)


def decided(here: Told, made: Draft) -> Draft:
    """Say what the scores of a selection talk propose, ask the decision, and why when it is another one."""
    if made.row.wat != SELECTIE:
        return made
    found = proposed(here.work, here.opened.register.organisatie)
    note(_proposal(found))
    with _stopping(here):
        besluit = made.values.get(BESLUIT)
        if besluit is None:
            besluit = answer(made.keys[BESLUIT], here.app.today, default=found.besluit)
        place = (*here.work.talk.form, BESLUIT)
        if besluit is not None and found.besluit is not None and besluit != found.besluit:
            reason = ask_line("U besluit anders dan de cijfers voorstellen. Waarom?").strip()
            here.keep(with_value(here.work, place, reason or None))
    return made if besluit is None else replace(made, values={**made.values, BESLUIT: besluit})


def _proposal(found: Proposal) -> str:
    if found.besluit is True:
        return "Voorstel: ja. Elk criterium dat een cijfer vraagt, haalt dat. U besluit."
    if found.besluit is False:
        short = join_nl([f"{name} ({score}, minstens {least})" for name, (score, least) in found.short.items()])
        return f"Voorstel: nee, want te laag is {short}. U besluit."
    missing = f" Er is nog geen cijfer voor {join_nl(found.missing)}." if found.missing else ""
    return f"Geen voorstel.{missing} U besluit."


def after(here: Told) -> None:
    """Say how the scores went over time, after a debriefing: for one volunteer, or for this team together."""
    talk = here.work.talk
    if talk.wat != NABESPREKING:
        return
    from bb.actions.functioning import team_trends  # noqa: PLC0415 - few talks show it
    from bb.cli.functioning_page import trend_lines  # noqa: PLC0415 - same

    alone = len(talk.who) == 1
    title = f"Cijfers van {talk.who[0] if alone else 'dit team'} door de tijd"
    for line in trend_lines(title, *team_trends(here.vault, talk.who, talk.casus, here.app.today)):
        note(line)
