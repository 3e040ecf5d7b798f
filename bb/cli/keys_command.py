"""`bb keys`: who can open the dossiers."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta

import click

from bb.actions.key_doctor import check_keys
from bb.actions.key_list import KeyRow, fingerprint_of, key_rows
from bb.actions.keys import MadeKey, begin_keys, let_go, let_in, recipient_of, refuse_second, refuse_short, rotate
from bb.actions.reading import Opened, open_readable
from bb.actions.stop import Status, Stop
from bb.actions.unlock import HOURS, MOST_HOURS, left, lock, unlock
from bb.actions.vault import Vault, open_vault
from bb.cli.app import App, json_option, pass_app
from bb.cli.ask import WAIT, ask_choice, ask_secret, confirm, interactive
from bb.cli.checks import shown
from bb.cli.clock import now
from bb.cli.output import note, say, say_json, say_table
from bb.domain.records import Organisatie
from bb.text.plurals import count_nl, join_nl

PAPER = """\
Dit is de herstelsleutel. Hij wordt nergens bewaard en nooit meer getoond.
Schrijf of print hem, en leg hem in de kluis: raakt iedereen zijn sleutel of wachtzin kwijt,
dan is dit het enige waarmee de dossiers nog opengaan (bb keys init --recover).
"""
_SPAN = re.compile(r"([1-9][0-9]{0,3}) ?(h|u|uur|m|min)")


@click.group("keys")
def command() -> None:
    """Regel wie de dossiers kan openen.

    Namen, adressen en verhalen staan in dossiers die versleuteld zijn. Elke coördinator heeft een eigen
    sleutel met een wachtzin. Alleen dossiers vragen een sleutel: de rest van bb werkt zonder.

    \b
    Zo begint u:          bb keys init
    Elke werkdag:         bb keys unlock
    Voor een collega:     bb keys add c-2
    Iemand gaat weg:      bb keys remove c-2
    """  # noqa: D301 - click reads \b as: leave these lines as they are


@command.command("init", short_help="maak uw eigen sleutel, met een wachtzin")
@click.option("--who", "whose", metavar="WIE", help="Welke coördinator u bent, zoals c-1.")
@click.option("--fingerprint", "prints", metavar="VINGERAFDRUK", multiple=True, help="Van een collega die klopt.")
@click.option("--replace", is_flag=True, help="Een nieuwe sleutel in plaats van een die kwijt is.")
@click.option("--recover", is_flag=True, help="Open de sleutelring met de herstelsleutel van papier.")
@pass_app
def init(app: App, whose: str | None, prints: tuple[str, ...], *, replace: bool, recover: bool) -> None:
    """Maak uw eigen sleutel, met een wachtzin die alleen u weet.

    De sleutel komt buiten de map van de organisatie te staan. Wie als eerste begint, krijgt ook een
    herstelsleutel te zien om op papier te bewaren. Zijn er al collega's met een sleutel, dan
    vergelijkt u hun vingerafdruk met wat zij u voorlezen (bb keys list).
    """
    opened = open_readable(app.folder)
    whose = whose or _who(opened.register.organisatie)
    refuse_second(opened, whose, replace_old=replace or recover)
    paper = ask_secret("Herstelsleutel (AGE-SECRET-KEY-1…)") if recover else None
    others = {row.recipient: row.whose for row in key_rows(opened) if row.recipient and row.state == "nieuw"}
    _refuse_unknown(prints, others)
    confirmed = [recipient for recipient in others if _confirmed(opened, recipient, prints)]
    passphrase = _new_passphrase()
    note(WAIT)
    made = begin_keys(
        opened,
        whose,
        passphrase,
        confirmed=confirmed,
        replace_old=replace or recover,
        recovery_secret=paper,
        today=app.today,
    )
    _say_made(made)
    if not made.opens:
        note(f"U kunt de dossiers openen zodra een collega uw sleutel bevestigt met: bb keys add {whose}")
        note("Deel eerst uw bb.yaml (bb sync), en lees uw vingerafdruk voor.")
    if shut_out := [whose for recipient, whose in others.items() if recipient not in confirmed]:
        note(
            f"Let op: {join_nl(shut_out)} hebt u niet bevestigd. Zodra u een dossier bewaart, gaat de sleutelring voor "
            f"{'die' if len(shut_out) == 1 else 'hen'} op slot.\n"
            f"Vergelijk eerst de vingerafdruk: bb keys add {shut_out[0]}"
        )


@command.command("unlock", short_help="open de dossiers voor een paar uur")
@click.option(
    "--for", "span", metavar="DUUR", default=f"{HOURS}h", show_default=True, help="Hoe lang, zoals 2h of 30m."
)
@pass_app
def unlock_command(app: App, span: str) -> None:
    """Open de dossiers voor een paar uur; de wachtzin wordt alleen hier gevraagd.

    Uw sleutel staat zolang leesbaar in het geheugen van deze computer, nooit op de schijf. Daarna, of
    na bb keys lock of uitloggen, is alles weer dicht. Zonder scherm leest bb de wachtzin van de
    standaardinvoer.
    """
    organisatie = open_readable(app.folder).register.organisatie
    wanted = _span(span)
    passphrase = ask_secret("Wachtzin")
    if interactive():
        note(WAIT)
    unlock(organisatie, passphrase, wanted)
    note(f"De dossiers zijn open tot {_until(app, organisatie)}. Eerder sluiten: bb keys lock")


@command.command("lock", short_help="doe de dossiers dicht")
@pass_app
def lock_command(app: App) -> None:
    """Doe de dossiers dicht: uw sleutel gaat uit het geheugen."""
    was = lock(open_readable(app.folder).register.organisatie)
    note("De dossiers zijn op slot." if was else "De dossiers waren al op slot.")


@command.command("add", short_help="geef een collega toegang")
@click.argument("whose", metavar="WIE")
@click.argument("recipient", metavar="[SLEUTEL]", required=False)
@click.option("--fingerprint", "prints", metavar="VINGERAFDRUK", multiple=True, help="Zoals uw collega hem voorlas.")
@pass_app
def add(app: App, whose: str, recipient: str | None, prints: tuple[str, ...]) -> None:
    """Geef een collega toegang tot de dossiers, nadat u de vingerafdruk hebt vergeleken.

    Uw collega maakt zelf een sleutel (bb keys init), en leest u de vingerafdruk voor (bb keys list).
    WIE is de collega, zoals c-2, of: herstel. Staat de sleutel nog niet in bb.yaml, geef hem dan
    mee: age1…
    """
    vault = open_vault(open_readable(app.folder))
    found = recipient or recipient_of(vault.organisatie, whose)
    if found is None:
        raise Stop(f"Bij {whose} staat nog geen sleutel in bb.yaml. Laat uw collega beginnen met: bb keys init")
    if not _confirmed(vault.opened, found, prints, whose):
        raise Stop("Er is niets veranderd: deze sleutel krijgt niets.")
    let_in(vault, whose, recipient, today=app.today)
    note(f"{whose} kan de dossiers nu openen, na: bb sync")


@command.command("remove", short_help="neem een collega de toegang af")
@click.argument("whose", metavar="WIE")
@pass_app
def remove(app: App, whose: str) -> None:
    """Neem een collega die weggaat de toegang af.

    De sleutelring gaat op slot voor WIE, en de dossiers van wat nog loopt krijgen een nieuwe sleutel.
    Wat iemand al las of kopieerde, blijft bij diegene: daarvoor is de geheimhouding.
    """
    vault = open_vault(open_readable(app.folder))
    if interactive() and not confirm(f"{whose} de toegang tot de dossiers afnemen?"):
        raise Stop("Er is niets veranderd.")
    _, count = let_go(vault, whose, app.today)
    note(f"{whose} kan niets meer openen van wat vanaf nu wordt geschreven.")
    note(f"{count_nl(count, 'dossier heeft', 'dossiers hebben')} een nieuwe sleutel. Deel het met: bb sync")


@command.command("list", short_help="wie een sleutel heeft, met vingerafdruk")
@json_option
@pass_app
def list_command(app: App, *, as_json: bool) -> None:
    """Laat zien wie een sleutel heeft, met de vingerafdruk om voor te lezen."""
    rows = key_rows(open_readable(app.folder))
    if as_json:
        say_json([{"wie": r.whose, "naam": r.name, "sleutel": r.recipient, "staat": r.state} for r in rows])
        return
    say_table(app, [_cells(row) for row in rows], ("wie", "naam", "vingerafdruk", "staat"))
    if any(row.state == "nieuw" for row in rows):
        note("Een nieuwe sleutel krijgt pas iets na: bb keys add")


@command.command("rotate", short_help="neem een nieuwe sleutel")
@click.option("--who", "whose", metavar="WIE", help="Welke coördinator u bent, zoals c-1.")
@click.option("--recovery", is_flag=True, help="Vernieuw ook de herstelsleutel op papier.")
@pass_app
def rotate_command(app: App, whose: str | None, *, recovery: bool) -> None:
    """Neem een nieuwe sleutel; de oude wordt vernietigd.

    Doe dit allemaal op één dag: als een laptop weg is, als iemand vertrok, en na het vergeten van zaken.
    Een oude kopie van de sleutelring gaat daarna met niemands sleutel meer open.
    """
    vault = open_vault(open_readable(app.folder))
    whose = whose or _mine(vault)
    passphrase = _new_passphrase()
    note(WAIT)
    _, made = rotate(vault, whose, passphrase, recovery=recovery, today=app.today)
    _say_made(made)
    note("Deel het met bb sync. Uw collega's bevestigen uw nieuwe sleutel daarna met: bb keys add")


@command.command("doctor", short_help="kijk of sleutels en dossiers in orde zijn")
@pass_app
def doctor_command(app: App) -> int:
    """Kijk of de sleutels, de sleutelring en de dossiers in orde zijn, en wat er nog werkt."""
    wrong = [check for check in check_keys(open_readable(app.folder)) if not shown(check)]
    if not wrong:
        note("Alles is in orde.")
    return Status.FINDINGS if any(check.state == "fout" for check in wrong) else Status.FINE


def _who(organisatie: Organisatie) -> str:
    people = {one.id: one.naam for one in organisatie.coordinatoren}
    return next(iter(people)) if len(people) == 1 else ask_choice("Wie bent u?", people)


def _mine(vault: Vault) -> str:
    """Return which coördinator the unlocked key is of."""
    mine = vault.identity.recipient
    found = next((one.id for one in vault.organisatie.coordinatoren if one.sleutel == mine), None)
    return found or _who(vault.organisatie)


def _refuse_unknown(prints: tuple[str, ...], recipients: Collection[str]) -> None:
    """Raise Stop for a fingerprint of nobody: mistyped, or of a key that is not the one in `bb.yaml`."""
    known = {_bare(fingerprint_of(recipient)) for recipient in recipients}
    if wrong := next((one for one in prints if _bare(one) not in known), None):
        raise Stop(
            f"De vingerafdruk {wrong} is van geen van de sleutels in bb.yaml. Er is niets gemaakt.\n"
            "Typte u hem goed? Anders is er iets mis met een sleutel: bel uw collega. Zie: bb keys list",
            Status.USAGE,
        )


def _confirmed(opened: Opened, recipient: str, prints: tuple[str, ...], whose: str | None = None) -> bool:
    """Tell whether the user says that a fingerprint is the right one: typed on the command line, or compared now."""
    print_ = fingerprint_of(recipient)
    if prints:
        return _bare(print_) in map(_bare, prints)
    row = next((row for row in key_rows(opened) if row.recipient == recipient), None)
    who = f"{row.whose} ({row.name})" if row else whose
    if not interactive():
        note(f"De vingerafdruk van {who} is {print_}. Klopt die? Bevestig hem met: --fingerprint")
        return False
    note(f"De sleutel van {who} heeft deze vingerafdruk: {print_}")
    note("Laat de eigenaar hem voorlezen, aan de telefoon of hier (bb keys list), niet uit een bericht.")
    return confirm("Is hij precies hetzelfde?")


def _bare(shown: str) -> str:
    return re.sub(r"[^0-9a-f]", "", shown.lower())


def _new_passphrase() -> str:
    passphrase = ask_secret("Nieuwe wachtzin (minstens twaalf tekens, bijvoorbeeld vier gewone woorden)")
    refuse_short(passphrase)
    if interactive() and ask_secret("Nog een keer dezelfde") != passphrase:
        raise Stop("Die twee zijn niet hetzelfde. Er is niets veranderd.")
    return passphrase


def _say_made(made: MadeKey) -> None:
    note(f"Uw sleutel staat, op slot, in {made.path}")
    note(f"De vingerafdruk van {made.whose} is {made.fingerprint}")
    if made.recovery:
        note("")
        note(PAPER)
        say(made.recovery.secret)


def _cells(row: KeyRow) -> dict[str, object]:
    return {"wie": row.whose, "naam": row.name, "vingerafdruk": row.fingerprint, "staat": row.state}


def _span(text: str) -> timedelta:
    found = _SPAN.fullmatch(text.strip().lower())
    if not found:
        raise click.UsageError("Een duur is bijvoorbeeld 8h of 30m.")
    minutes = int(found[1]) * (1 if found[2].startswith("m") else 60)
    if minutes > MOST_HOURS * 60:
        raise click.UsageError(f"Langer dan {MOST_HOURS} uur blijft een sleutel niet open.")
    return timedelta(minutes=minutes)


def _until(app: App, organisatie: Organisatie) -> str:
    moment: datetime = now(app.today) + (left(organisatie) or timedelta(0))
    day = "" if moment.date() == app.today else f" op {moment.date().isoformat()}"
    return f"{moment:%H:%M}{day}"
