"""The way out: a mail server over a checked TLS connection, or the computer's own mail program.

Nothing is ever sent in clear but to this computer itself, and a name and password never without TLS.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bb.mail.address import one_address

if TYPE_CHECKING:
    import smtplib
    import ssl

TIMEOUT = 30.0  # seconds, for each step of the conversation
HERE = ("localhost", "127.0.0.1", "::1")
"""Names of this computer itself."""
_LATER = 75  # EX_TEMPFAIL
_FINAL = range(64, 79)  # sysexits.h; the rest (killed, not found) may go better next time


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A mail server. `security` is `starttls`, `tls` or `geen`; None: starttls, or what this computer itself offers."""

    host: str
    port: int
    security: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)


class NotSentError(Exception):
    """The mail was not accepted. `reason` is a short code; `final` tells that the server refused it for good."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


def send(mail: bytes, *, sender: str, recipient: str, server: Server | None) -> None:
    """Hand over one mail for one recipient; return when it was accepted.

    Args:
        mail: the bytes, which are handed over as they are.
        sender: one address.
        recipient: one address.
        server: where to; None for the mail program of this computer.

    Raises:
        NotSentError: it was not accepted, or nobody can tell.
        AddressError: sender or recipient is not exactly one address.
    """
    one_address(sender)
    one_address(recipient)
    if server is None:
        _by_program(mail)
    else:
        _by_server(mail, sender, recipient, server)


def _by_program(mail: bytes) -> None:
    program = shutil.which("sendmail", path=os.pathsep.join((*os.get_exec_path(), "/usr/sbin", "/usr/lib")))
    if program is None:
        raise NotSentError("geen-sendmail")
    lines = mail.replace(b"\r\n", b"\n")  # what such programs read on Unix
    try:
        done = subprocess.run([program, "-t", "-oi"], input=lines, capture_output=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotSentError("sendmail") from error
    if done.returncode:
        raise NotSentError(f"sendmail-{done.returncode}", final=done.returncode in _FINAL and done.returncode != _LATER)


def _by_server(mail: bytes, sender: str, recipient: str, server: Server) -> None:
    import smtplib  # noqa: PLC0415 - only when a mail is sent: it costs start-up time
    import ssl  # noqa: PLC0415 - same

    connected = False
    try:
        smtp = _connect(server, sender)
        connected = True
        try:
            smtp.sendmail(sender, [recipient], mail)
            with suppress(OSError, smtplib.SMTPException):  # it was accepted: how the server says goodbye is nothing
                smtp.quit()
        finally:
            smtp.close()
    except ssl.SSLCertVerificationError as error:
        raise NotSentError("certificaat") from error
    except ssl.SSLError as error:
        raise NotSentError("tls") from error
    except smtplib.SMTPAuthenticationError as error:
        raise _refused("aanmelden", error.smtp_code) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused("geweigerd", error.recipients[recipient][0]) from error
    except smtplib.SMTPResponseException as error:
        raise _refused("geweigerd", error.smtp_code) from error
    except (OSError, smtplib.SMTPException) as error:  # no answer, or the line went dead
        raise NotSentError("afgebroken" if connected else "onbereikbaar") from error


def _refused(what: str, code: int) -> NotSentError:
    """Return the reason for an answer of the server: 4xx for now, 5xx for good."""
    final = code >= 500
    return NotSentError(f"{what if final else 'later'}-{code}", final=final)


def _connect(server: Server, sender: str) -> smtplib.SMTP:
    """Return a connection that may be used: checked TLS, or this computer itself."""
    import smtplib  # noqa: PLC0415 - only when a mail is sent

    if server.security == "geen" and server.host not in HERE:
        raise NotSentError("geen-tls")
    # Our own name is the sender's domain: looking up this computer's may take long, and is nobody's business.
    name = sender.rpartition("@")[2]
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=name, timeout=TIMEOUT, context=_context()
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, local_hostname=name, timeout=TIMEOUT)
    try:
        smtp.ehlo_or_helo_if_needed()
        secure = server.security == "tls" or _secured(smtp, server)
        if server.user:
            _log_in(smtp, server, secure=secure)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _secured(smtp: smtplib.SMTP, server: Server) -> bool:
    """Start TLS; tell False when it may be done without: on this computer, when it is not asked for or not there."""
    offered = smtp.has_extn("starttls")
    if server.security == "geen" or (server.security is None and server.host in HERE and not offered):
        return False
    if not offered:
        raise NotSentError("geen-tls")
    smtp.starttls(context=_context())
    return True


def _log_in(smtp: smtplib.SMTP, server: Server, *, secure: bool) -> None:
    if not secure:
        raise NotSentError("geen-tls")
    smtp.ehlo_or_helo_if_needed()  # what was offered before TLS counts no more
    if not smtp.has_extn("auth"):
        raise NotSentError("aanmelden")
    smtp.login(server.user or "", server.password or "")


def _context() -> ssl.SSLContext:
    import ssl  # noqa: PLC0415 - only when a mail is sent

    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
