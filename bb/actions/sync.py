"""Keeping the copies of an organisation equal: look what there is elsewhere, join it, check it, and send.

The steps are apart, as people are asked in between. Each leaves everything whole: what was joined is one
commit, and what could not be sent is sent the next time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from bb.actions.join import History, MergeDossier, Outcome, blobs, is_forgotten, join
from bb.actions.keys_ring import RING_REF
from bb.actions.overlay import findings_since
from bb.actions.purge import purge
from bb.actions.reading import Opened
from bb.actions.save import HALF_DONE, disk_trouble, hold, save, save_join, signer
from bb.actions.stop import Status, Stop
from bb.actions.validate import everything
from bb.domain.finding import Finding, Position, Severity
from bb.domain.kinds import WITH_DOSSIER
from bb.domain.retention import is_forgotten as record_is_forgotten
from bb.files import disk
from bb.files.clash import Answers
from bb.files.places import SUFFIX, dossier_of, dossier_path, kind_and_id
from bb.files.store import is_data
from bb.git.commit import BY_HAND, Change
from bb.git.errors import GitError, MovedError
from bb.git.patience import saying
from bb.git.remote import Move, Remote, RemoteError, ask, fetch, keep_seen, main_branch, push, remote_of, seen
from bb.git.repository import Repository, Version, find
from bb.git.state import detached, shallow, unfinished
from bb.git.worktree import changed_files
from bb.text.plain import safe
from bb.vault.dossier import key_id
from bb.vault.errors import DossierError

__all__ = [
    "SAFE",
    "WAITING",
    "ByHand",
    "Meeting",
    "OvertakenError",
    "Repository",
    "Version",
    "changed_by_hand",
    "joined",
    "judge",
    "keep_by_hand",
    "meet",
    "new_findings",
    "repository_of",
    "saying",
    "send",
    "sentences",
    "take_in",
    "who_changed",
]

NO_HISTORY = "Deze map heeft geen geschiedenis, dus er is niets om gelijk te maken. Begin daarmee met: git init"
NOTHING_KEPT = "Er is hier nog niets bewaard. Leg eerst iets vast; daarna kan het worden gedeeld."
SHALLOW = (
    "Deze kopie heeft alleen het laatste deel van de geschiedenis; daarmee kan bb niet veilig samenvoegen.\n"
    "Er is niets veranderd. Haal de rest op met: git fetch --unshallow"
)
DETACHED = (
    "In deze map kijkt u naar een eerdere versie; daar kan bb niets mee samenvoegen. Er is niets veranderd.\n"
    "Ga terug naar de nieuwste met: git switch main"
)
STRANGE = (
    "De gedeelde plek is van een andere organisatie, of haar geschiedenis is vervangen. Er is niets veranderd.\n"
    "Vraag een collega om een nieuwe kopie, of deel uw kopie op een nieuwe, lege plek."
)
SAFE = "Wat u bewaarde, staat veilig op deze computer. Probeer het later opnieuw."
WAITING = "bb wacht op de gedeelde plek. Dat mag even duren; stoppen kan met Ctrl-C, er gaat niets verloren."
LEFT_BEHIND = (
    "Dit bestand is weg, maar het dossier staat er nog. Moet het weg blijven? Zet het terug en gebruik: bb forget."
)
JOINED = "Samengevoegd met de gedeelde plek"
_OURS = re.compile(r"bb\.yaml|\.gitattributes|\.gitignore|(templates|rapporten)/.+")


class OvertakenError(Exception):
    """Somebody sent something to the shared place meanwhile: meet again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two copies that meet: the last commit here, and that in the shared place (None: there is nothing there yet).

    `remote` is None when there is no shared place; `told` says what its branch and its key ring are. With `rewound` the
    shared place has gone back: what this copy saw there before is gone from it.
    """

    repository: Repository
    remote: Remote | None
    ours: str
    theirs: str | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    rewound: bool = False

    @property
    def behind(self) -> bool:
        """Whether there is something there that is not here."""
        return self.theirs not in {None, self.ours} and not self.repository.includes(str(self.theirs), self.ours)

    @property
    def ahead(self) -> bool:
        """Whether there is something here that is not there."""
        return self.theirs is None or (
            self.theirs != self.ours and not self.repository.includes(self.ours, self.theirs)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """Files changed by hand that were not kept yet: those that are right, and what is wrong with the others.

    `gone` are those of the right ones that were removed.
    """

    fine: tuple[str, ...] = ()
    wrong: tuple[Finding, ...] = ()
    gone: frozenset[str] = frozenset()


def repository_of(root: Path) -> Repository:
    """Return the history of the organisation in a folder.

    Raises:
        Stop: there is none, or it is not in a state to join anything.
    """
    with sentences():
        found = find(root)
        if found is None:
            raise Stop(NO_HISTORY, Status.USAGE)
        if unfinished(found):
            raise Stop(HALF_DONE)
        if shallow(found):
            raise Stop(SHALLOW)
        if detached(found):
            raise Stop(DETACHED)
    return found


@contextmanager
def sentences() -> Iterator[None]:
    """Say in a Stop what git, the disk or the shared place did not do."""
    try:
        with disk_trouble():
            yield
    except RemoteError as error:
        raise Stop(f"{error}\n{SAFE}", Status.LATER) from error
    except GitError as error:
        raise Stop(str(error)) from error


def changed_by_hand(repository: Repository) -> list[str]:
    """Return the files of the organisation that stand otherwise than they were kept."""
    with sentences():
        changed = changed_files(repository)
    return [path for path in changed if is_data(path) or dossier_of(path) or _OURS.fullmatch(path)]


def judge(repository: Repository, opened: Opened, paths: Sequence[str], today: date) -> ByHand:
    """Return which files changed by hand are right, and what is wrong with the rest."""
    found = [f for f in everything(opened, today) if f.severity is Severity.ERROR and f.path in set(paths)]
    damaged = (path for path in paths if path.endswith(SUFFIX) and not _is_dossier(opened, path))
    found += [_put_back(path, "Dit dossier is beschadigd of weg, en niet door bb.") for path in damaged]
    gone = frozenset(path for path in paths if _standing(opened.root, path) is None)
    left = (path for path in gone if _has_dossier(opened.root, path))
    found += [_put_back(path, LEFT_BEHIND) for path in left]
    with sentences():
        kept = blobs(repository, "HEAD", paths)
    back = (path for path, old in zip(paths, kept, strict=True) if _comes_back(path, old, _standing(opened.root, path)))
    found += [_put_back(path, "Dit is vergeten; wat er stond, komt niet terug.") for path in back]
    wrong = {f.path for f in found}
    return ByHand(fine=tuple(path for path in paths if path not in wrong), wrong=tuple(found), gone=gone - wrong)


def _has_dossier(root: Path, path: str) -> bool:
    """Tell whether a dossier stands beside the place of a record: nobody would think of it any more."""
    record = kind_and_id(path)
    return record is not None and record[0] in WITH_DOSSIER and _standing(root, dossier_path(*record)) is not None


def _is_dossier(opened: Opened, path: str) -> bool:
    """Tell whether a dossier is one that `bb` sealed; it may only be gone when its record is, or was forgotten."""
    data = _standing(opened.root, path)
    if data is None:
        place = dossier_of(path)
        record = opened.register.of_kind(place[0]).get(place[1]) if place else None
        return record is None or record_is_forgotten(record)
    try:
        key_id(data)
    except DossierError:
        return False
    return True


def _comes_back(path: str, old: bytes | None, new: bytes | None) -> bool:
    """Tell whether a record that was forgotten is so no more."""
    return is_data(path) and is_forgotten(old) and not is_forgotten(new)


def _put_back(path: str, message: str) -> Finding:
    return Finding(
        path=path,
        position=Position(1, 1),
        code="",
        message=message,
        remedy=f"Zet het terug met: git checkout -- {path}",
        severity=Severity.ERROR,
    )


def keep_by_hand(opened: Opened, paths: Sequence[str]) -> None:
    """Keep files as they stand, as one commit.

    Raises:
        Stop: as `save` does.
    """
    changes = []
    for path in paths:
        now = _standing(opened.root, path)
        changes.append(Change(path=path, old=now, new=now))
    ids = dict.fromkeys(PurePosixPath(path).stem for path in paths)
    save(
        opened.root,
        changes,
        message=f"{', '.join(ids)}: {BY_HAND}",
        coordinator=signer(opened.register.organisatie, None),
        command="bb sync",
    )


def _standing(root: Path, path: str) -> bytes | None:
    data = disk.read(root, path)
    return data if isinstance(data, bytes) else None


def meet(repository: Repository) -> Meeting:
    """Look what there is in the shared place, and bring it here; no file changes.

    Raises:
        Stop: nothing was kept here yet, or the shared place cannot be reached or belongs to something else.
    """
    with sentences():
        return _met(repository)


def _met(repository: Repository) -> Meeting:
    ours, remote = repository.head(), remote_of(repository)
    if ours is None:
        raise Stop(NOTHING_KEPT)
    if remote is None:
        return Meeting(repository=repository, remote=None, ours=ours)
    told = ask(repository, remote, [remote.ref, RING_REF])
    theirs = told.get(remote.ref)
    before = seen(repository, remote)
    if theirs is None and before is None:  # the versions there may have another name
        other = main_branch(repository, remote)
        if other is not None:
            remote = replace(remote, branch=other)
            theirs, before = ask(repository, remote, [remote.ref]).get(remote.ref), seen(repository, remote)
    if theirs is None:
        return Meeting(repository=repository, remote=remote, ours=ours, told=told, rewound=before is not None)
    if theirs != before and not repository.includes(theirs, ours):
        fetch(repository, remote, [remote.ref])
    if theirs != ours and not repository.bases(ours, theirs):
        raise Stop(STRANGE)
    rewound = before not in {None, theirs} and not repository.includes(str(before), theirs)
    if theirs != before and not rewound:
        keep_seen(repository, remote, theirs)
    return Meeting(repository=repository, remote=remote, ours=ours, theirs=theirs, told=told, rewound=rewound)


def joined(meeting: Meeting, answers: Mapping[str, Answers], dossier: MergeDossier) -> list[Outcome]:
    """Return what becomes of the files here when the two copies are joined; nothing when there is nothing new there."""
    if meeting.theirs is None or not meeting.behind:
        return []
    with sentences():
        bases = tuple(meeting.repository.bases(meeting.ours, meeting.theirs))
        return join(History(meeting.repository, meeting.ours, meeting.theirs, bases), answers, dossier)


def who_changed(meeting: Meeting, path: str) -> tuple[Version | None, Version | None]:
    """Return what was kept last of a file, here and elsewhere, since the copies were equal."""
    if meeting.theirs is None:
        return None, None
    repository = meeting.repository
    with sentences():
        bases = repository.bases(meeting.ours, meeting.theirs)
        return repository.last_change(path, meeting.ours, bases), repository.last_change(path, meeting.theirs, bases)


def take_in(opened: Opened, meeting: Meeting, outcomes: Sequence[Outcome]) -> list[str]:
    """Put what was joined in place as one commit; return in Dutch what of the forgotten could not be reached now.

    Raises:
        Stop: a file that changes stands otherwise than it was kept, or as `save` does.
    """
    if meeting.theirs is None or not meeting.behind:
        return []
    standing = {one.path: _standing(opened.root, one.path) for one in outcomes}
    for one in outcomes:
        if standing[one.path] not in {one.ours, one.new}:
            raise Stop(
                f"{safe(one.path)} is hier met de hand gewijzigd en nog niet bewaard, en elders ook gewijzigd.\n"
                "Er is niets veranderd. Bewaar uw wijziging (bb sync vraagt ernaar) of maak haar ongedaan."
            )
    gone = [PurePosixPath(one.path).stem for one in outcomes if is_forgotten(one.new) and not is_forgotten(one.ours)]
    # Before the files say so: when this is interrupted, the next time does it again.
    unreached = purge(opened, meeting.repository, gone) if gone else []
    save_join(
        opened.root,
        [Change(path=one.path, old=standing[one.path], new=one.new) for one in outcomes],
        meeting.theirs,
        message=JOINED,
        coordinator=signer(opened.register.organisatie, None),
        command="bb sync",
    )
    if gone:
        with hold(opened.root, "bb sync"), sentences():  # nobody may be keeping something in the meantime
            meeting.repository.git("prune", "--expire=now")
    return unreached


def new_findings(opened: Opened, meeting: Meeting, today: date) -> list[Finding]:
    """Return what is found here and not in the shared place; when there is nothing to send, what came in with it."""
    with sentences():
        head = meeting.repository.head()
        since = meeting.theirs if meeting.ahead else meeting.ours
        if since is None or head is None or head == since:
            return []
        paths = list(meeting.repository.between(since, head))
        before = blobs(meeting.repository, since, paths)
    return findings_since(opened, dict(zip(paths, before, strict=True)), today)


def send(meeting: Meeting) -> bool:
    """Send what is here and not there, and tell whether there was anything.

    Raises:
        OvertakenError: somebody sent something meanwhile: meet again.
        Stop: the shared place cannot be reached, or refuses.
    """
    with sentences():
        head = meeting.repository.head()
        if meeting.remote is None or head is None or head == meeting.theirs:
            return False
        try:
            push(meeting.repository, meeting.remote, [Move(ref=meeting.remote.ref, new=head, old=meeting.theirs)])
        except MovedError as moved:
            raise OvertakenError from moved
        keep_seen(meeting.repository, meeting.remote, head)
    return True
