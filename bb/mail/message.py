"""One mail as bytes: text, HTML and a calendar, with headers that never change once it is queued."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bb.mail.address import one_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a mail says, in its forms. `subject` is plain ASCII on one line; there may be nothing for a calendar."""

    subject: str
    text: str
    html: str
    calendar: bytes | None


def stamp_of(key: bytes, recipient: str, items: Iterable[str]) -> str:
    """Return the id of a mail: the same recipient and items always give the same one, and tell nothing.

    Args:
        key: the secret of this installation.
        recipient: the address it goes to.
        items: what it is about, each with the number of times it was mailed; in any order.
    """
    said = "\n".join((recipient, *sorted(items)))
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:32]


def message(content: Content, *, id_: str, sender: str, recipient: str, when: datetime) -> bytes:
    """Return the mail as it goes over the wire: 7-bit, lines ending in CRLF.

    Raises:
        AddressError: sender or recipient is not exactly one address.
        ValueError: the subject is not plain ASCII on one line.
    """
    from email.message import EmailMessage  # noqa: PLC0415 - only when a mail is made: it costs start-up time
    from email.policy import SMTP  # noqa: PLC0415 - same
    from email.utils import format_datetime  # noqa: PLC0415 - same

    one_address(sender)
    if not (content.subject.isascii() and content.subject.isprintable()):
        raise ValueError("not a subject of ours")  # the library would take a lone CR for the end of all headers
    mail = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    mail["From"] = sender
    mail["To"] = one_address(recipient)
    mail["Subject"] = content.subject
    mail["Date"] = format_datetime(when)
    mail["Message-ID"] = f"<bb.{id_}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(content.text, cte="quoted-printable")
    mail.add_alternative(content.html, subtype="html", cte="quoted-printable")
    if content.calendar is not None:
        mail.add_attachment(
            content.calendar.decode("utf-8"),
            subtype="calendar",
            filename="te-doen.ics",
            params={"method": "PUBLISH"},
            cte="quoted-printable",
        )
    # Two boundaries of our own, as the library would draw them by lot: the same mail must be the same bytes.
    mail.set_boundary(f"bb-{id_}-1")
    for part in mail.iter_parts():
        if part.is_multipart():
            part.set_boundary(f"bb-{id_}-2")
    return mail.as_bytes()
