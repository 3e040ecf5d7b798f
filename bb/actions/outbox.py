"""The queue of mails: where it is, sending what waits in it, and what stands in it."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from email.parser import BytesHeaderParser
from hashlib import sha256
from pathlib import Path
from socket import gethostname

from bb.actions.reading import open_readable
from bb.actions.save import refuse_example
from bb.actions.stop import Status, Stop
from bb.domain.records import Mail, Organisatie
from bb.mail import outbox
from bb.mail.address import AddressError, one_address
from bb.mail.outbox import BusyError, Queued
from bb.mail.password import PasswordError, password
from bb.mail.transport import NotSentError, Server, send

__all__ = [
    "Delivered",
    "Queued",
    "deliver",
    "given_up",
    "held",
    "listed",
    "outbox_of",
    "refusal",
    "require_sender",
    "retry",
]

_TICK = 0.02  # seconds: a start is known to a hundredth, and a run that ended just before it is no neighbour
GIVEN_UP = timedelta(days=5)
"""Days after which a mail is no longer tried by itself; what is still due is mailed anew."""
OLD = "opgegeven"
_STARTING = 5.0  # seconds: a process this old is no longer starting, but does more than one run

_WHY = {
    "onbereikbaar": "de mailserver geeft geen antwoord",
    "afgebroken": "de verbinding met de mailserver brak af",
    "geen-tls": "de mailserver biedt geen beveiligde verbinding",
    "tls": "de beveiligde verbinding lukt niet",
    "certificaat": "het certificaat van de mailserver klopt niet",
    "aanmelden": "de mailserver neemt naam en wachtwoord niet aan",
    "wachtwoord": "er is geen wachtwoord voor de mailserver; zet het in {config}/smtp en typ: chmod 600 {config}/smtp",
    "geweigerd": "de mailserver weigert deze mail",
    "later": "de mailserver vraagt om het later te proberen",
    "adres": "dit adres staat niet meer in bb.yaml",
    "geen-sendmail": "er is geen server ingesteld bij mail in bb.yaml, en deze computer heeft geen mailprogramma",
    "sendmail": "het mailprogramma van deze computer neemt de mail niet aan",
    OLD: "het lukte vijf dagen lang niet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What a run did with the queue: the mails that were accepted, and those that were not."""

    sent: tuple[Queued, ...] = ()
    kept: tuple[Queued, ...] = ()


def refusal(entry: Queued, organisatie: Organisatie) -> str:
    """Return in Dutch why the last try failed, with the server's number when it gave one."""
    what, _, code = entry.reason.partition("-") if entry.reason not in _WHY else (entry.reason, "", "")
    sentence = _WHY.get(what, "het lukte niet").format(config=_config(organisatie))
    return sentence + (f" (antwoord {code})" if code else "")


def _own(organisatie: Organisatie) -> Path:
    """Return `bb/ORGANISATION` as a path, whatever the organisation wrote down as its mark."""
    mark = organisatie.organisatie
    plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", mark)
    return Path("bb") / (mark if plain else sha256(mark.encode()).hexdigest()[:16])


def outbox_of(organisatie: Organisatie) -> Path:
    """Return the folder of the queue: with the state of this user, outside the organisation's own folder."""
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / _own(organisatie) / "outbox"


def _config(organisatie: Organisatie) -> Path:
    config = os.environ.get("XDG_CONFIG_HOME")
    return (Path(config) if config else Path.home() / ".config") / _own(organisatie)


def require_sender(organisatie: Organisatie) -> None:
    """Raise Stop unless this computer is the one that mails, and it is said from which address."""
    refuse_example(organisatie)
    mail = organisatie.mail
    here = gethostname()
    if not mail.host or not mail.van:
        raise Stop(
            "In bb.yaml staat nog niet welke computer de mail verstuurt, en van welk adres. Zet erin, bijvoorbeeld:\n"
            f"  mail: {{host: {here}, server: smtp.organisatie.example, van: bb@organisatie.example}}"
        )
    if mail.host.casefold() not in {here.casefold(), here.partition(".")[0].casefold()}:
        raise Stop(f"Deze computer ({here}) verstuurt geen mail: dat doet {mail.host} (bij mail in bb.yaml).")


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the queue for one run.

    Raises:
        Stop: another run is at work, or the disk refuses (exit 75).
    """
    try:
        outbox.make(folder)
        with outbox.locked(folder, _began()):
            yield
    except BusyError as busy:
        raise Stop("Er is al een andere bb bezig met de mail. Probeer het zo opnieuw.", Status.LATER) from busy
    except OSError as error:
        raise Stop(
            f"De wachtrij voor mail kan niet worden bijgewerkt: is de schijf vol? ({folder})\n"
            "Wat erin stond, staat er nog. Verhelp dat en probeer het opnieuw.",
            Status.LATER,
        ) from error


def _began() -> float:
    """Return when this process started, in seconds since the epoch."""
    try:
        ticks = Path("/proc/self/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[19]
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - int(ticks) / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, ValueError, IndexError):  # not Linux: a little too late is no harm
        age = time.process_time()
    return time.time() - (age - _TICK if age < _STARTING else 0)


def deliver(organisatie: Organisatie, folder: Path, today: date, *, also: frozenset[str] = frozenset()) -> Delivered:
    """Send what waits, oldest first; what fails stays, and says why. The queue must be held.

    Mails older than five days are given up; those whose id is in `also` are tried in any case.
    """
    sent: list[Queued] = []
    kept: list[Queued] = []
    unreachable: NotSentError | None = None
    for entry in outbox.entries(folder):
        if entry.state == "sent":
            continue
        if given_up(entry, today) and entry.id not in also:
            if entry.state == "new":
                outbox.mark_refused(folder, entry, OLD, final=True)
            continue
        # no need to wait for a dead server again for each mail
        failed = unreachable or _send(organisatie, outbox.mail_of(folder, entry))
        if failed is None:
            outbox.mark_sent(folder, entry)
            sent.append(entry)
        else:
            outbox.mark_refused(folder, entry, failed.reason, final=failed.final)
            unreachable = failed if failed.reason == "onbereikbaar" else None
            kept.append(entry)
    ids = {entry.id for entry in kept}
    return Delivered(sent=tuple(sent), kept=tuple(e for e in outbox.entries(folder) if e.id in ids))


def given_up(entry: Queued, today: date) -> bool:
    """Tell whether a mail that was not accepted is tried only when somebody asks for it."""
    return today - entry.op > GIVEN_UP


def _send(organisatie: Organisatie, mail: bytes) -> NotSentError | None:
    """Send one mail of the queue to the address it is for, if that stands in bb.yaml; return why it failed."""
    heads = BytesHeaderParser().parsebytes(mail)
    known = {c.mail for c in organisatie.coordinatoren if c.mail}
    try:
        sender, recipient = one_address(str(heads["From"])), one_address(str(heads["To"]))
        if recipient not in known:
            return NotSentError("adres", final=True)
        send(mail, sender=sender, recipient=recipient, server=_server(organisatie.mail, organisatie))
    except AddressError:
        return NotSentError("adres", final=True)
    except NotSentError as error:
        return error
    return None


def _server(mail: Mail, organisatie: Organisatie) -> Server | None:
    if mail.server in {None, "sendmail"}:
        return None
    found = None
    if mail.gebruiker:
        try:
            found = password(_config(organisatie), mail.gebruiker)
        except PasswordError as error:
            raise Stop(str(error), Status.LATER) from error
        if found is None:
            raise NotSentError("wachtwoord")
    return Server(
        host=mail.server or "",
        port=mail.poort,
        security=mail.beveiliging or ("tls" if mail.poort == 465 else None),
        user=mail.gebruiker,
        password=found,
    )


def listed(start: Path) -> tuple[Organisatie, tuple[Queued, ...]]:
    """Return the organisation that `start` lies in, and every mail in its queue on this computer."""
    organisatie = open_readable(start).register.organisatie
    return organisatie, outbox.entries(outbox_of(organisatie))


def retry(start: Path, today: date) -> tuple[Organisatie, Delivered]:
    """Try every mail that was not accepted once more, however old.

    Raises:
        Stop: this computer does not mail, or another run is at work.
    """
    organisatie = open_readable(start).register.organisatie
    require_sender(organisatie)
    folder = outbox_of(organisatie)
    with held(folder):
        outbox.tidy(folder, today)
        every = frozenset(entry.id for entry in outbox.entries(folder) if entry.state != "sent")
        return organisatie, deliver(organisatie, folder, today, also=every)
