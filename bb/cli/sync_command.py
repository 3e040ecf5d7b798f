"""`bb sync`: make the copies of the organisation equal, and take over the cases of a colleague."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import PurePosixPath

import click

from bb.actions.due import task_of
from bb.actions.join import Answers, blobs
from bb.actions.join_dossiers import joining
from bb.actions.key_files import locked_identity
from bb.actions.key_reading import NotForYouError
from bb.actions.reading import Opened, open_readable
from bb.actions.renumber import dossier_here, new_number, renumber, why_double
from bb.actions.ring_sync import share_ring, take_ring
from bb.actions.save import refuse_example
from bb.actions.share import share_with
from bb.actions.stop import Status, Stop
from bb.actions.sync import (
    SAFE,
    WAITING,
    Meeting,
    OvertakenError,
    Repository,
    changed_by_hand,
    joined,
    judge,
    keep_by_hand,
    meet,
    new_findings,
    repository_of,
    saying,
    send,
    take_in,
    who_changed,
)
from bb.actions.takeover import Takeover, plan_takeover, promised, take_over
from bb.actions.unlock import unlock, unlocked
from bb.actions.vault import Vault, vault_if_unlocked
from bb.actions.where import root_of
from bb.cli.app import App, pass_app
from bb.cli.ask import WAIT, ask_secret, confirm, interactive
from bb.cli.clashes import ask_about, say_twice
from bb.cli.due import items_lines
from bb.cli.output import note, say, say_heading
from bb.domain.detectors import mask
from bb.domain.finding import Severity
from bb.domain.journal import waiting
from bb.text.plurals import count_nl

_TRIES = 5
REWOUND = "De gedeelde plek is teruggezet: wat daar eerder stond, is er weg. Hier is het er nog."
MENDED_HERE = "De sleutelring was hier beschadigd; die van de gedeelde plek is ervoor in de plaats gekomen."
MENDED_THERE = "De sleutelring op de gedeelde plek was beschadigd; die van hier is ervoor in de plaats gekomen."
NOWHERE = (
    "Er is nog geen gedeelde plek. Alles staat alleen op deze computer; dat mag.\n"
    "Wilt u delen met een collega, of een kopie op een andere plek? Zeg waar: bb sync --with PLEK\n"
    "PLEK is een map op een stick of netwerkschijf, of het adres van een server, zoals noor@server:waterstad"
)


@click.command("sync")
@click.option("--with", "place", metavar="PLEK", help="Kies de gedeelde plek: een map of een adres. Eenmaal is genoeg.")
@click.option("--takeover", metavar="COÖRDINATOR", help="Neem de open zaken van een collega over, zoals c-2.")
@click.option("--to", "heir", metavar="COÖRDINATOR", help="Bij --takeover: wie overneemt, als u dat niet zelf bent.")
@click.option("--yes", is_flag=True, help="Bewaar en deel zonder te vragen; wat botst, blijft liggen.")
@pass_app
def command(app: App, place: str | None, takeover: str | None, heir: str | None, *, yes: bool) -> None:
    """Maak uw kopie en die van uw collega's gelijk.

    bb haalt op wat anderen bewaarden, voegt het samen met wat u bewaarde, controleert het en deelt het
    geheel. Wat maar een van u wijzigde, gaat vanzelf goed. Wijzigden twee mensen hetzelfde, dan vraagt
    bb wat geldt. Er gaat nooit iets verloren.

    Een collega die erbij komt, maakt een kopie met: bb init MAP --from PLEK

    Met --takeover ziet u wat een collega nog te doen heeft, en krijgen diens open zaken een andere
    coördinator.
    """
    if heir and not takeover:
        raise Stop("--to hoort bij --takeover.", Status.USAGE)
    with saying(lambda: note(WAITING)):
        _sync(app, place, takeover, heir, yes=yes)


def _sync(app: App, place: str | None, takeover: str | None, heir: str | None, *, yes: bool) -> None:
    root = root_of(app.folder)
    repository = repository_of(root)
    if place and share_with(repository, place):
        note(f"Gemaakt: een lege gedeelde plek in {place}")
    _keep_what_was_typed(app, repository, yes=yes)
    if takeover:
        _look_first(app, repository, yes=yes)
        if not _take_over(app, takeover, heir, yes=yes):
            return
    for line in _make_equal(app, repository, yes=yes):
        say(line)


def _keep_what_was_typed(app: App, repository: Repository, *, yes: bool) -> None:
    """Offer to keep the files that were changed by hand, as far as they are right."""
    paths = changed_by_hand(repository)
    if not paths:
        return
    opened = _opened(app)
    found = judge(repository, opened, paths, app.today)
    if found.fine:
        note("Met de hand gewijzigd en nog niet bewaard:")
        for path in found.fine:
            note(f"  {mask(path)}" + ("  (verwijderd)" if path in found.gone else ""))
        if yes or (interactive() and confirm("Deze wijzigingen bewaren en delen?")):
            keep_by_hand(opened, found.fine)
            note(f"Bewaard: {count_nl(len(found.fine), 'bestand', 'bestanden')}.")
        else:
            note("Ze zijn niet bewaard en worden niet gedeeld.")
    if found.wrong:
        note("Nog niet bewaard, want hier klopt iets niet:")
        for one in found.wrong:
            note(f"  {mask(one.path)}:{one.position.line}: {one.message}")
            if not one.code:  # a check knows nothing of it
                note(f"    {mask(one.remedy)}")
        note("Verbeter dit (bb validate legt het uit) en typ daarna opnieuw: bb sync")


def _look_first(app: App, repository: Repository, *, yes: bool) -> None:
    """Get what the colleague did last, when that can be reached."""
    try:
        _make_equal(app, repository, yes=yes)
    except Stop as stop:
        if stop.status != Status.LATER:
            raise
        note(stop.message)


def _take_over(app: App, leaver: str, heir: str | None, *, yes: bool) -> bool:
    """Show what a colleague has to do, give the open cases another coördinator, and tell whether that was done."""
    opened = _opened(app)
    planned = plan_takeover(opened, leaver, heir, app.today)
    if not planned.cases:
        note(f"{planned.leaver.naam} heeft geen open zaken.")
        return False
    _say_takeover(app, planned)
    question = f"{count_nl(len(planned.cases), 'zaak', 'zaken')} van {planned.leaver.naam} naar {planned.heir.naam}?"
    if not yes and not interactive():
        raise Stop("Er is niets overgenomen. Zet er --yes bij om dit vast te leggen.", Status.USAGE)
    if not yes and not confirm(question):
        note("Er is niets overgenomen.")
        return False
    take_over(opened, planned, app.today)
    note(f"Overgenomen: {count_nl(len(planned.cases), 'zaak', 'zaken')}.")
    return True


def _say_takeover(app: App, planned: Takeover) -> None:
    items = [item for _, _, of_case in planned.cases for item in of_case]
    urgent = [item for item in items if item.day <= app.today or item.urgentie != "gewoon"]
    agreed = promised([item for item in items if item not in urgent])
    team = [f"  {casus.id}" for casus, state, _ in planned.cases if waiting(state)]
    held = [f"  {casus.id}" for casus, state, _ in planned.cases if state.status == "wacht"]
    for heading, lines in (
        ("Dringend of te laat", items_lines([*map(task_of, urgent)], app.today)),
        ("Afgesproken of toegezegd", items_lines([*map(task_of, agreed)], app.today)),
        ("Wacht op een team", team),
        ("Staat even stil", held),
    ):
        if lines:
            say_heading(heading)
            for line in lines:
                say(line)
            say()


def _make_equal(app: App, repository: Repository, *, yes: bool) -> list[str]:
    """Make this copy and the shared place equal, and return what there is to say of it."""
    for _ in range(_TRIES):
        meeting = meet(repository)
        if meeting.remote is None:
            note(NOWHERE)
            return []
        if meeting.rewound and not (interactive() and confirm(f"{REWOUND} Toch delen wat u hebt?")):
            raise Stop(f"{REWOUND}\nEr is niets gedeeld en niets veranderd. Overleg met wie die plek beheert.")
        _share_keys(app, meeting)
        number = _take_in(app, meeting, yes=yes) if meeting.behind else 0
        _tell_findings(app, meeting)
        try:
            sent = send(meeting)
        except OvertakenError:  # somebody sent something in between
            continue
        return [_told(number, sent=sent)]
    raise Stop(f"Anderen delen op dit moment steeds iets.\n{SAFE}", Status.LATER)


def _share_keys(app: App, meeting: Meeting) -> None:
    """Make the key ring here and there the same; where both changed that takes the keys, and stops without them."""
    if meeting.remote is None:
        return
    try:
        done = take_ring(meeting.repository, meeting.remote, meeting.told)
    except Stop as stop:
        opened = _opened(app)
        if stop.status == Status.LATER or not _unlocked(opened):
            raise
        try:
            done = share_ring(opened, meeting.remote, meeting.told)
        except NotForYouError as closed:  # a colleague has to confirm a key first, and hears of it by sharing the files
            note(closed.message)
            return
    if done.mended:
        note(MENDED_HERE if done.here else MENDED_THERE)


def _unlocked(opened: Opened) -> bool:
    """Tell whether the dossiers are open; on a terminal the words for that are asked, once."""
    organisatie = opened.register.organisatie
    if unlocked(organisatie) is None and locked_identity(organisatie) is not None and interactive():
        note("Om samen te voegen zijn de dossiers nodig; ze gaan een uur open.")
        passphrase = ask_secret("Wachtzin")
        note(WAIT)
        unlock(organisatie, passphrase, timedelta(hours=1))
    return unlocked(organisatie) is not None


def _keys(opened: Opened) -> Vault | None:
    return vault_if_unlocked(opened) if _unlocked(opened) else None


def _tell_findings(app: App, meeting: Meeting) -> None:
    """Show what would be wrong in the shared place if this copy were sent, and stop; of the rest only how much."""
    found = new_findings(_opened(app), meeting, app.today) if meeting.ahead or meeting.behind else []
    errors = [finding for finding in found if finding.severity is Severity.ERROR] if meeting.ahead else []
    rest = len(found) - len(errors)
    if rest:
        note(f"{count_nl(rest, 'melding kwam', 'meldingen kwamen')} erbij. Bekijk ze met: bb validate")
    if errors:
        note("Na het samenvoegen klopt dit niet:" if meeting.behind else "Dit klopt nog niet:")
        for error in errors:
            note(f"  {mask(error.path)}:{error.position.line}: {error.message} {error.remedy}".rstrip())
        raise Stop("Hier is alles bewaard; het is nog niet gedeeld. Verbeter dit en typ daarna opnieuw: bb sync")


def _take_in(app: App, meeting: Meeting, *, yes: bool) -> int:
    """Join what is elsewhere with what is here; return how many files changed here."""
    opened = _opened(app)
    answers: dict[str, Answers] = {}
    while True:
        outcomes = joined(meeting, answers, joining(lambda: _keys(opened)))
        double = [one for one in outcomes if one.same_id]
        if double:
            _renumber(opened, meeting, double[0].path, [one.path for one in outcomes])
            return _take_in(app, replace(meeting, ours=meeting.repository.head() or meeting.ours), yes=yes)
        asked = [one for one in outcomes if one.clashes]
        if not asked:
            break
        for one in asked:
            told = ask_about(one, who_changed(meeting, one.path), ask=not yes)
            answers[one.path] = {**answers.get(one.path, {}), **told}
    for place in take_in(opened, meeting, outcomes):
        note(f"Vergeten, maar nog niet overal weg: {place}. Typ straks: bb doctor")
    say_twice(outcomes)
    return sum(one.new != one.ours for one in outcomes)


def _renumber(opened: Opened, meeting: Meeting, path: str, there: list[str]) -> None:
    """Explain that two records have one id, and give the one that is only here another."""
    old = PurePosixPath(path).stem
    new = new_number(opened.register, path, there)
    (theirs,) = blobs(meeting.repository, meeting.theirs or meeting.ours, [path])
    note(f"Er zijn twee verschillende met het nummer {old}: een hier, en een op de gedeelde plek.")
    note(why_double(opened.register, path, theirs))
    if not interactive():
        raise Stop("Er is niets veranderd. Typ bb sync in een terminal; dan krijgt die van hier een ander nummer.")
    if not confirm(f"Die van hier het nummer {new} geven?"):
        raise Stop("Er is niets veranderd.")
    renumber(opened, path, new, _keys(opened) if dossier_here(opened, path) else None)
    note(f"{old} van hier heet nu {new}.")


def _opened(app: App) -> Opened:
    opened = open_readable(app.folder)
    refuse_example(opened.register.organisatie)
    return opened


def _told(number: int, *, sent: bool) -> str:
    came = f"{count_nl(number, 'bestand', 'bestanden')} bijgewerkt" if number else ""
    went = "uw wijzigingen zijn gedeeld" if sent else ""
    both = " en ".join(part for part in (came, went) if part)
    return f"{both[0].upper()}{both[1:]}." if both else "Alles was al gelijk."
