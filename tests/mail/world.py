"""A small organisation that mails, and the mail server it mails to: a real one, that can misbehave."""

from __future__ import annotations

import asyncio
import email
import email.policy
import gc
import socket
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from bb.actions.mail_followups import Mailed, mail_followups

TODAY = date(2026, 11, 23)  # a Monday
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CANARIES = ("Kanarina", "0698765432", "Zeisstraat", "kanarina@prive.example")
"""A name, a number, a street and an address that stand in files and may come out nowhere."""
HIDDEN = ("Noor", "Example ", "Sam", "Waterstad", "noord", "geluid", "woonstad")
"""Other words of the files that say who, where or what about."""

SETTINGS = """\
formaat: 1
organisatie: 7f3a9c2e
naam: Buurtbemiddeling Waterstad
coordinatoren:
  - {{id: c-1, naam: Noor Example, mail: noor@org.example, gemeenten: [Waterstad], nummers: 1-4999, vervanger: c-2}}
  - {{id: c-2, naam: Sam Voorbeeld, mail: sam@org.example, gemeenten: [Waterstad], nummers: 5000-9999, vervanger: c-1}}
wijken:
  noord: {{gemeente: Waterstad}}
gesloten: [2026-12-24..2027-01-02]
mail: {{host: {host}, van: bb@org.example{more}}}
"""
CASE = """\
---
klachten: [geluid-personen]
verwijzer: zelf
coordinator: {coordinator}
partijen:
  A: {{wijk: noord}}
verloop:
  - {{op: {day}, wat: melding, via: telefoon}}
---
Mevrouw Kanarina, Zeisstraat 12, 0698765432, kanarina@prive.example
"""


def organisation(folder: Path, *, more: str = "", host: str | None = None) -> Path:
    """Write an organisation: case 2026-0001 of c-1 is two weeks late on TODAY. `more` goes into `mail:`."""
    folder.mkdir()
    settings = SETTINGS.format(host=host or socket.gethostname(), more=f", {more}" if more else "")
    (folder / "bb.yaml").write_text(settings, "utf-8")
    add_case(folder, "2026-0001", date(2026, 11, 2))
    return folder


def add_case(folder: Path, id_: str, melding: date, coordinator: str = "c-1") -> None:
    path = folder / "casus" / id_[:4] / f"{id_}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CASE.format(coordinator=coordinator, day=melding), "utf-8")


def settle(folder: Path, id_: str, day: date) -> None:
    """Do the intake of a case, so that nothing is due on it for two weeks."""
    path = folder / "casus" / id_[:4] / f"{id_}.md"
    text = path.read_text("utf-8")
    line = f"  - {{op: {day}, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}}\n"
    path.write_text(text.replace("---\nMevrouw", line + "---\nMevrouw"), "utf-8")


def agreed(folder: Path) -> None:
    """Agree on one talk with A and B, at 19:30 on 1 December; nothing else is due on the case until then."""
    settle(folder, "2026-0001", date(2026, 11, 3))
    path = folder / "casus" / "2026" / "2026-0001.md"
    text = path.read_text("utf-8").replace("  A: {wijk: noord}\n", "  A: {wijk: noord}\n  B: {wijk: noord}\n")
    lines = (
        "  - {op: 2026-11-20, wat: koppeling, team: [v-001, v-002]}\n"
        "  - {op: 2026-11-23, wat: gepland, voor: gesprek, met: AB, datum: 2026-12-01, tijd: '19:30'}\n"
    )
    path.write_text(text.replace("---\nMevrouw", lines + "---\nMevrouw"), "utf-8")


def own_term(folder: Path) -> None:
    """Add a term of the organisation's own, whose name tells of a person; on case 2026-0001 it is a week late."""
    path = folder / "bb.yaml"
    term = "termijnen:\n  bel-mevrouw-jansen-0612345678: {na: melding, binnen: 2 weken, klaar: afsluiting}\n"
    path.write_text(path.read_text("utf-8") + term, "utf-8")


def away(folder: Path, id_: str, days: str) -> None:
    path = folder / "bb.yaml"
    path.write_text(path.read_text("utf-8").replace(f"{{id: {id_},", f"{{id: {id_}, afwezig: [{days}],"), "utf-8")


def run(folder: Path, day: date = TODAY, hour: int = 7) -> Mailed:
    """`bb followups --mail` on a day, without a new process."""
    return mail_followups(folder, day, datetime(day.year, day.month, day.day, hour, 30, tzinfo=AMSTERDAM))


@dataclass
class Post:
    """What a server got, and how it is to behave.

    `mode` is `ok`, `timeout`, `hangup` (closes after the mail), or an answer for `mail`, `rcpt` or `data`: `data 451`.
    `mails` are the accepted ones as (recipients, bytes); `clear` is every command that came without TLS.
    """

    port: int
    mode: str = "ok"
    mails: list[tuple[list[str], bytes]] = field(default_factory=list)
    clear: list[str] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """The Message-ID of each mail that came in."""
        return [str(parsed(mail)["Message-ID"]) for _, mail in self.mails]

    def _answer(self, step: str, session: Any) -> str:
        if session.ssl is None and not self._implicit:
            self.clear.append(step)
        name, _, code = self.mode.partition(" ")
        return f"{code} Kanarina zegt nee" if name == step else "250 OK"

    _implicit: bool = False

    async def handle_MAIL(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's names
        envelope.mail_from = address
        del server, options
        return self._answer("mail", session)

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - same
        del server, options
        answer = self._answer("rcpt", session)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802 - same
        answer = self._answer("data", session)
        if self.mode == "timeout":
            await asyncio.sleep(3)
            return "451 te laat"
        if answer.startswith("250"):
            self.mails.append((list(envelope.rcpt_tos), bytes(envelope.original_content)))
        if self.mode == "hangup":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer

    def authenticate(self, server: SMTP, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        del server, session, envelope, mechanism
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"geheim", handled=True)


@contextmanager
def post_office(
    *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None, port: int | None = None
) -> Iterator[Post]:
    """Run a mail server on this computer: plain, with STARTTLS, or with TLS from the first byte."""
    post = Post(port=port or free_port(), _implicit=tls is not None)
    options: dict[str, Any] = {"ssl_context": tls} if tls else {"tls_context": starttls}
    controller = Controller(
        post, "127.0.0.1", post.port, authenticator=post.authenticate, auth_require_tls=False, **options
    )
    controller.start()
    try:
        yield post
    finally:
        controller.stop()
        with warnings.catch_warnings():  # a connection of which the handshake was broken off it leaves lying about
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def parsed(mail: bytes) -> EmailMessage:
    found = email.message_from_bytes(mail, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def parts(mail: bytes) -> dict[str, str]:
    """The decoded parts of a mail by their kind."""
    return {part.get_content_type(): str(part.get_content()) for part in parsed(mail).walk() if not part.is_multipart()}


def everything(mail: bytes) -> str:
    """All there is to read in a mail, encoded and decoded."""
    return mail.decode() + "\n".join(parts(mail).values())
