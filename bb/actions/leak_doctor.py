"""Looking for personal data where they should not be: dropped objects of git, what was put aside, an open address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bb.actions.check import Check
from bb.actions.key_reading import sentences
from bb.actions.keys_ring import kept_ring
from bb.actions.reading import Opened
from bb.actions.save import hold
from bb.domain.detectors import hits
from bb.domain.hit import GEBIED, GEVOELIG, GEZEGD, NEGEN
from bb.git.remote import remote_of
from bb.git.repository import Repository
from bb.text.plurals import count_nl

_UNSURE = {GEBIED, GEVOELIG, GEZEGD, NEGEN}
_MOST = 2**20
_KEPT = "refs/notes/textconv"
_PASSWORD = re.compile(r"[a-z+]+://[^/@:]*:[^/@]+@")


def dropped_text(opened: Opened, repository: Repository, _: Mapping[str, str]) -> Check:
    """What nothing refers to any more, such as a file that was staged and taken back, stays until git drops it."""
    found = list(_readable(repository))
    if not found:
        return Check(name="weggegooid", state="goed", text="In wat git weggooide, staan geen persoonsgegevens.")

    def fix() -> None:
        with hold(opened.root, "bb doctor"), sentences():
            kept_ring(repository)  # of a damaged one the only good copy may be among what would be dropped
            repository.git("prune", "--expire=now")

    return Check(
        name="weggegooid",
        state="let op",
        text=f"In {count_nl(len(found), 'weggegooide versie', 'weggegooide versies')} staan nog persoonsgegevens.",
        remedy="Ze horen nergens meer bij en kunnen weg.",
        fix=fix,
    )


def kept_diffs(opened: Opened, repository: Repository, _: Mapping[str, str]) -> Check:
    """What git keeps of files it showed as text (`cachetextconv`): of a dossier that is all of it, readable."""
    kept = repository.git("for-each-ref", "--format=%(refname)", _KEPT).out.decode("utf-8", "replace").split()
    if not kept:
        return Check(name="leesbaar", state="goed", text="git bewaart geen leesbare tekst van dossiers.")

    def fix() -> None:
        with hold(opened.root, "bb doctor"):
            for name in kept:
                repository.git("update-ref", "--no-deref", "-d", name)

    return Check(
        name="leesbaar",
        state="fout",
        text="git bewaart leesbaar wat het van bestanden liet zien; van een dossier is dat de inhoud.",
        remedy="bb kan dat weghalen. Zet ook de instelling cachetextconv uit, en kijk daarna opnieuw.",
        fix=fix,
    )


def put_aside(opened: Opened, repository: Repository, _: Mapping[str, str]) -> Check:
    """What `bb edit` put aside when somebody took an edit back."""
    left = sorted(repository.own_folder().glob("teruggezet-*"))
    if not left:
        return Check(name="opzij", state="goed", text="Er ligt niets opzij.")

    def fix() -> None:
        with hold(opened.root, "bb doctor"):
            for path in left:
                path.unlink(missing_ok=True)

    return Check(
        name="opzij",
        state="let op",
        text=f"Van {count_nl(len(left), 'bestand', 'bestanden')} ligt opzij wat u typte: {repository.own_folder()}",
        remedy="Hebt u het niet meer nodig, dan kan het weg.",
        fix=fix,
    )


def open_address(_: Opened, repository: Repository, __: Mapping[str, str]) -> Check:
    """A password in the address of the shared place is readable for every program of the user."""
    remote = remote_of(repository)
    if remote is None or not _PASSWORD.match(remote.address):
        return Check(name="gedeelde plek", state="goed", text="In het adres staat geen wachtwoord.")
    return Check(
        name="gedeelde plek",
        state="fout",
        text="In het adres van de gedeelde plek staat een wachtwoord.",
        remedy="Laat git het onthouden, of neem een sleutel voor ssh, en zet het adres zonder wachtwoord: "
        f"git remote set-url {remote.name} ADRES",
    )


def _readable(repository: Repository) -> Iterator[str]:
    """Yield the dropped files in which something personal stands."""
    listed = repository.git("prune", "--dry-run", "--expire=now").out.split(b"\n")
    blobs = [row.split()[0] for row in listed if row.endswith(b" blob")]
    for answer in repository.read_objects(blobs):
        if answer is None or len(answer[1].body) > _MOST:
            continue
        try:
            text = answer[1].body.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if any(hit.kind not in _UNSURE for hit in hits(text)):
            yield answer[0]
