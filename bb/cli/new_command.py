"""`bb new`: a case, volunteer, partner or activity."""

from __future__ import annotations

from dataclasses import replace

import click

from bb.actions.choices import choices
from bb.actions.ids import kind_of
from bb.actions.new_record import NewDraft, draft_new, new_record, next_id, with_coordinator
from bb.actions.reading import Opened, open_readable
from bb.actions.save import refuse_example
from bb.actions.stop import Status, Stop
from bb.actions.typed import assignments
from bb.cli.app import App, commit_option, pass_app
from bb.cli.ask import answer, interactive
from bb.cli.next_steps import next_lines, warning_lines
from bb.cli.output import note, say
from bb.cli.private_words import private_of, private_words
from bb.domain.types import Key, id_of

CASUS = "casus"

GUIDED: dict[str, tuple[str, ...]] = {
    "vrijwilliger": ("op", "kanaal", "wijk", "talen", "kan", "max", "geslacht", "geboren", "opleiding"),
    "partner": ("soort", "gemeenten", "contactritme"),
    "activiteit": ("soort", "post", "training", "datum", "tijd"),
}
"""What is asked when nothing was typed, in the order of a conversation; of a case that is a call (`intake_call`)."""

PARTNER = Key(name="naam", type=id_of("partner"), required=True, asks="Hoe heet de partner, zoals politie-noord?")


@click.command("new")
@click.argument("kind", metavar="SOORT")
@click.argument("typed", nargs=-1, metavar="[NAAM] [VELD=WAARDE]...")
@click.option("--resume", is_flag=True, help="Ga verder met het gesprek dat u stopte (alleen bij een zaak).")
@commit_option
@pass_app
def command(app: App, kind: str, typed: tuple[str, ...], *, resume: bool, commit: bool | None) -> int:
    """Maak een zaak, vrijwilliger, partner of activiteit.

    bb new casus leidt u door het telefoongesprek: wie belt, waar het over gaat, of het past, de
    toestemming, en wat er dan gebeurt. Met stop (of als het scherm dichtgaat) blijft alles bewaard;
    verder met bb new casus --resume.

    Met VELD=WAARDE vult u zelf in; wat dan nog nodig is, vraagt bb. Velden van een partij krijgen de
    letter ervoor: A is wie meldde. Wat in het dossier hoort (A.naam, A.adres, dossier.verhaal) kan ook;
    zonder =WAARDE vraagt bb het, en dat is veiliger.

    \b
    Voorbeelden:
      bb new casus
      bb new casus klachten=geluid-personen verwijzer=zelf via=telefoon A.wijk=noord B.wijk=noord
      bb new casus klachten=tuin verwijzer=zelf via=telefoon A.wijk=noord geschikt=nee contra=juridisch \\
        toestemming=opslag verwijzen=juridisch-loket resultaat=niet-in-behandeling reden=contra
      bb new vrijwilliger wijk=zuid kanaal=via-via
      bb new partner woonstad soort=woningcorporatie
      bb new activiteit soort=intervisie datum=2026-10-01
    """  # noqa: D301 - click reads \b as: leave these lines as they are
    opened = open_readable(app.folder)
    refuse_example(opened.register.organisatie)
    found = kind_of(kind)
    if resume or (found == CASUS and not typed and interactive()):
        return _call(app, opened, found, typed, resume=resume, commit=commit)
    named = found == "partner" and bool(typed) and "=" not in typed[0]
    name, told = (typed[0], typed[1:]) if named else (None, typed)
    if found == "partner":
        if name is None and interactive():
            name = answer(PARTNER, app.today)
        next_id(opened.register, NewDraft(kind=found), name)  # a name that cannot be is said before anything is asked
    plain, private_too = private_words(told) if found == CASUS else (told, ())
    made = draft_new(opened.register, found, assignments(plain), app.today)
    if private_too:
        from bb.actions.vault import open_vault  # noqa: PLC0415 - only for who types for a dossier

        open_vault(opened)  # that it is locked is said before anything is asked
    made = _complete(app, opened, made, everything=not told)
    private, beside = private_of(opened, private_too, made.values, app.today)
    if beside:
        note(beside)
    allowed = new_record(opened, made, name, app.today, commit=commit, private=private)
    record = allowed.record
    say(f"Gemaakt: {record.id}, in {record.source.path}")
    for line in (*warning_lines(allowed.warnings), *next_lines(app, opened.register, record)):
        note(line)
    return Status.FINE


def _call(app: App, opened: Opened, kind: str, typed: tuple[str, ...], *, resume: bool, commit: bool | None) -> int:
    """Lead through the telephone call that makes a case.

    Raises:
        Stop: nobody is there to answer, or something was typed besides.
    """
    if kind != CASUS or typed:
        raise Stop("--resume hoort bij bb new casus, zonder meer erachter.", Status.USAGE)
    if not interactive():
        raise Stop("Verdergaan met een gesprek kan alleen op een scherm.", Status.USAGE)
    from bb.cli.intake_call import new_call  # noqa: PLC0415 - only for who is led through a call

    return new_call(app, opened, resume=resume, commit=commit)


def _complete(app: App, opened: Opened, made: NewDraft, *, everything: bool) -> NewDraft:
    """Ask what is missing; when nothing was typed, everything one would ask in a conversation."""
    if not interactive():
        return made
    questions = GUIDED[made.kind] if everything else tuple(name for name, _ in made.missing)
    for name in questions:
        full = NewDraft(kind=made.kind, values={**made.values, name: made.values.get(name)})
        known = made.values.get(name)
        if known is not None and name != "op":
            continue
        key = full.keys[name]
        if _needless(name, made):
            continue
        if name in dict(made.missing):
            key = replace(key, required=True)
        value = answer(key, app.today, default=known, options=choices(opened.register, key, app.today))
        if value is not None:
            made = with_coordinator(opened.register, NewDraft(kind=made.kind, values={**made.values, name: value}))
    return made


def _needless(name: str, made: NewDraft) -> bool:
    """Tell whether an earlier answer makes a question pointless: a landlord of who owns, a tip to who was sent."""
    if name.endswith(".verhuurder"):
        return made.values.get(f"{name[0]}.bezit") != "huur"
    if name == "tip_van":
        return made.values.get("verwijzer") != "zelf"
    return name == "training" and made.values.get("soort") != "training"
