"""Looking whether this computer and this folder are in order: git, who signs, who can read along, what was left behind.

Each check is one function; what can be mended safely carries how. Nothing is mended unasked.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from bb.actions.begin import GITATTRIBUTES
from bb.actions.check import Check
from bb.actions.cloud import cloud_around
from bb.actions.keeping import recover
from bb.actions.key_files import locked_identity
from bb.actions.merge_driver import SETTINGS_OF_OURS, is_set_up, set_up
from bb.actions.reading import Opened, open_organisation
from bb.actions.save import hold, save, signer
from bb.actions.stop import Stop
from bb.actions.wrote import outside
from bb.files import disk
from bb.files.leftovers import leftovers
from bb.files.root import find_root
from bb.git.author import find_author
from bb.git.commit import Change
from bb.git.errors import GitError
from bb.git.intent import IntentError
from bb.git.pending import NAME, pending
from bb.git.repository import Repository, find
from bb.git.state import OLDEST, hooks, old_locks, program_settings, unfinished, version
from bb.text.plain import safe
from bb.text.plurals import count_nl, join_nl

ATTRIBUTES = ".gitattributes"
_OTHERS = 0o077  # what the group and everyone may do
_OWN = 0o700


def doctor(start: Path, environ: Mapping[str, str]) -> Iterator[Check]:
    """Look at everything, one by one: first the computer, then the organisation `start` lies in, when there is one.

    Raises:
        Stop: the files are of a newer form than this program knows.
    """
    git = _git()
    yield git
    if find_root(start) is None:
        yield Check(
            name="map", state="let op", text="Hier is geen organisatie.", remedy="Begin er een met: bb init MAP"
        )
        return
    opened = open_organisation(start)
    if opened.readable:
        yield Check(name="bb.yaml", state="goed", text="bb.yaml is te lezen.")
        yield from _keeping_periods(opened)
    else:
        yield Check(
            name="bb.yaml", state="fout", text="bb.yaml is niet te lezen.", remedy="Zie wat er is met: bb validate"
        )
    yield _cloud(opened.root)
    yield _half_written(opened.root)
    if git.state != "fout":
        yield from _history(opened, environ)
    if git.state != "fout" and opened.readable and _has_keys(opened):
        from bb.actions.key_doctor import check_keys  # noqa: PLC0415 - only with keys

        yield from check_keys(opened)


def mend(check: Check) -> str | None:
    """Mend what a check found; return why it could not be done, None when it is done.

    >>> mend(Check(name="x", state="let op", text="", fix=lambda: None))
    """
    if check.fix is None:
        return "dit kan alleen met de hand"
    try:
        check.fix()
    except Stop as stop:
        return stop.message
    except (OSError, GitError) as error:
        return str(error) if isinstance(error, GitError) else "de schijf weigert"
    return None


def _has_keys(opened: Opened) -> bool:
    """Tell whether anybody here, or in the organisation, has a key: without, there is nothing to look at."""
    organisatie = opened.register.organisatie
    named = any(one.sleutel for one in organisatie.coordinatoren) or organisatie.herstelsleutel
    return bool(named) or locked_identity(organisatie) is not None


def _git() -> Check:
    try:
        found = version()
    except GitError as error:
        return Check(name="git", state="fout", text=str(error), remedy="Installeer git (zie git-scm.com).")
    told = ".".join(map(str, found))
    if found < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        text = f"git {told} is te oud; bb kan dan niet voorkomen dat instellingen van anderen meedoen."
        return Check(name="git", state="fout", text=text, remedy=f"Installeer git {oldest} of nieuwer.")
    return Check(name="git", state="goed", text=f"git {told} werkt.")


def _keeping_periods(opened: Opened) -> Iterator[Check]:
    bewaren = opened.register.organisatie.bewaren
    missing = [name for name in ("vrijwilliger", "afgewezen") if getattr(bewaren, name) is None]
    if missing:
        yield Check(
            name="bewaren",
            state="let op",
            text=f"In bb.yaml staat bij bewaren niet hoe lang u dit bewaart: {join_nl(missing)}.",
            remedy="Spreek het af en zet het erbij, zoals: bewaren: {vrijwilliger: 2 jaar, afgewezen: 4 weken}",
        )


def _cloud(root: Path) -> Check:
    service = cloud_around(root)
    if service is None:
        return Check(name="plek", state="goed", text="De map staat op deze computer zelf, niet in een clouddienst.")
    return Check(
        name="plek",
        state="fout",
        text=f"De map staat in {service}. Dan staan de gegevens ook bij dat bedrijf, en kan het bestanden beschadigen.",
        remedy="Verplaats de map naar een plek buiten die dienst. Delen met collega's gaat met bb sync.",
    )


def _half_written(root: Path) -> Check:
    left = leftovers(root)
    if not left:
        return Check(name="resten", state="goed", text="Er zijn geen half geschreven bestanden.")

    def fix() -> None:
        with hold(root, "bb doctor"):
            for path in leftovers(root):
                disk.remove(root, path)

    return Check(
        name="resten",
        state="let op",
        text=f"Hier bleef {count_nl(len(left), 'half bestand', 'halve bestanden')} staan: {_named(left)}.",
        remedy="De echte bestanden zijn heel; deze resten kunnen weg.",
        fix=fix,
    )


def _history(opened: Opened, environ: Mapping[str, str]) -> Iterator[Check]:
    try:
        repository = find(opened.root)
    except GitError as error:
        yield Check(name="geschiedenis", state="fout", text=str(error))
        return
    if repository is None:
        yield Check(
            name="geschiedenis",
            state="let op",
            text="Deze map staat niet onder git: er blijft niet bewaard wat er stond.",
            remedy="Begin met een geschiedenis: git init, git add . en git commit in deze map.",
        )
        return
    from bb.actions.leak_doctor import dropped_text, kept_diffs, open_address, put_aside  # noqa: PLC0415 - only with a history

    own = (_identity, _interrupted, _merging, _locks, _attributes, _joining, _readers, _hooks, _programs)
    for check in (*own, dropped_text, kept_diffs, put_aside, open_address):
        try:
            yield check(opened, repository, environ)
        except GitError as error:
            yield Check(name="geschiedenis", state="fout", text=str(error))


def _identity(opened: Opened, repository: Repository, environ: Mapping[str, str]) -> Check:
    known = find_author(repository, environ, None)
    if known:
        return Check(name="naam", state="goed", text=f"Bij wat u vastlegt, komt te staan: {safe(known.name)}.")
    coordinators = opened.register.organisatie.coordinatoren
    first = signer(opened.register.organisatie, None)
    if first is None or not first.mail:
        return Check(
            name="naam",
            state="fout",
            text="We weten niet wie u bent, en bij elke wijziging hoort een naam.",
            remedy="Zet uw naam en mailadres bij coordinatoren in bb.yaml.",
        )
    if len(coordinators) == 1:
        return Check(name="naam", state="goed", text=f"Bij wat u vastlegt, komt te staan: {safe(first.naam)}.")
    return Check(
        name="naam",
        state="let op",
        text="git weet niet wie u bent: nu tekent de coördinator van de zaak, ook als u een ander bent.",
        remedy='Zeg het git: git config user.name "Uw naam" en git config user.email uw@mailadres',
    )


def _interrupted(opened: Opened, repository: Repository, _: Mapping[str, str]) -> Check:
    if not pending(opened.root):
        return Check(name="handelingen", state="goed", text="Alle handelingen zijn af.")

    def fix() -> None:
        with hold(opened.root, "bb doctor"):
            try:
                recover(repository)
            except IntentError:  # not something that anybody can finish
                folder = repository.own_folder()
                (folder / NAME).rename(folder / f"{NAME}.opzij")

    return Check(
        name="handelingen",
        state="fout",
        text="Een eerdere handeling stopte halverwege, en werd nog niet afgemaakt.",
        remedy="bb maakt haar af als dat nog kan, en legt haar anders opzij.",
        fix=None if unfinished(repository) else fix,
    )


def _merging(_: Opened, repository: Repository, __: Mapping[str, str]) -> Check:
    if not unfinished(repository):
        return Check(name="samenvoegen", state="goed", text="git is nergens mee bezig.")
    return Check(
        name="samenvoegen",
        state="fout",
        text="git is nog bezig met samenvoegen; zolang legt bb niets vast.",
        remedy="Maak het af; git status zegt hoe.",
    )


def _locks(opened: Opened, repository: Repository, _: Mapping[str, str]) -> Check:
    left = old_locks(repository)
    if not left:
        return Check(name="sloten", state="goed", text="Er zijn geen sloten blijven staan.")

    def fix() -> None:
        with hold(opened.root, "bb doctor"):
            for path in old_locks(repository):
                path.unlink()

    return Check(
        name="sloten",
        state="fout",
        text=f"Een gestopt programma liet een slot van git staan: {_named([path.name for path in left])}.",
        remedy="Sluit andere programma's die git gebruiken; daarna kan het slot weg.",
        fix=fix,
    )


def _attributes(opened: Opened, _: Repository, __: Mapping[str, str]) -> Check:
    now = disk.read(opened.root, ATTRIBUTES)
    text = now.decode("utf-8", "replace") if isinstance(now, bytes) else ""
    missing = [line for line in GITATTRIBUTES.splitlines() if line not in text.splitlines()]
    if not missing:
        return Check(name="bestanden", state="goed", text="git laat de bestanden zoals ze zijn.")

    def fix() -> None:
        kept = text if not text or text.endswith("\n") else f"{text}\n"
        new = (kept + "".join(f"{line}\n" for line in missing)).encode()
        save(
            opened.root,
            [Change(path=ATTRIBUTES, old=now if isinstance(now, bytes) else None, new=new)],
            message="instellingen van git aangevuld",
            coordinator=signer(opened.register.organisatie, None),
            command="bb doctor",
        )

    return Check(
        name="bestanden",
        state="let op",
        text=f"git kan regeleinden veranderen: in {ATTRIBUTES} ontbreekt wat dat verbiedt.",
        remedy="bb kan ze erbij zetten.",
        fix=fix,
    )


def _joining(_: Opened, repository: Repository, __: Mapping[str, str]) -> Check:
    if is_set_up(repository):
        return Check(name="delen", state="goed", text="Ook wie zelf git gebruikt, voegt samen zoals bb dat doet.")
    return Check(
        name="delen",
        state="let op",
        text="Voegt u zelf met git samen, dan doet git dat in deze kopie regel voor regel.",
        remedy="bb kan instellen dat het per veld en per gebeurtenis gaat.",
        fix=lambda: set_up(repository),
    )


def _readers(opened: Opened, repository: Repository, _: Mapping[str, str]) -> Check:
    inside = [opened.root / name for name in disk.DATA_FOLDERS] + [repository.git_dir]
    asked = (inside if _mode(opened.root) & _OTHERS else []) + [place.path for place in outside()]
    open_to = [path for path in asked if path.is_dir() and not path.is_symlink() and _mode(path) & _OTHERS]
    if not open_to:
        return Check(name="meelezen", state="goed", text="Alleen u kunt de mappen openen.")

    called = [path.name if path.is_relative_to(opened.root) else str(path) for path in open_to]

    def fix() -> None:
        for path in open_to:
            path.chmod(_OWN)

    return Check(
        name="meelezen",
        state="let op",
        text=f"Anderen op deze computer kunnen deze mappen openen: {_named(called)}.",
        remedy="bb kan ze voor u alleen maken.",
        fix=fix,
    )


def _hooks(_: Opened, repository: Repository, __: Mapping[str, str]) -> Check:
    found = hooks(repository)
    if not found:
        return Check(name="hooks", state="goed", text="git start hier geen eigen programma's.")
    return Check(
        name="hooks",
        state="goed",
        text=f"git zelf (niet bb) start hier programma's bij: {_named(found)}. Ze staan in .git/hooks.",
    )


def _programs(_: Opened, repository: Repository, __: Mapping[str, str]) -> Check:
    ours = SETTINGS_OF_OURS if is_set_up(repository) else ()
    found = [name for name in program_settings(repository) if name not in ours]
    if not found:
        return Check(name="instellingen", state="goed", text="Er zijn geen gevaarlijke instellingen van git.")
    return Check(
        name="instellingen",
        state="let op",
        text=f"Met deze instellingen kan git zelf (niet bb) een programma starten: {_named(found)}.",
        remedy="Kreeg u deze map van een ander? Haal ze weg: git config --local --unset-all NAAM",
    )


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _named(names: list[str]) -> str:
    shown = [safe(name) for name in names[:5]]
    return join_nl(shown) if len(names) <= 5 else f"{', '.join(shown)} en nog {len(names) - 5}"
