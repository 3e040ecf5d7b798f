"""One mail address, checked by ourselves.

The standard library takes `a@b.nl, c@d.nl` for two recipients and trims an address with text around
it; so nothing reaches a header or a server that is not one plain ASCII address as a whole.
"""

from __future__ import annotations

from bb.domain.types import MAIL

_LONGEST = 254  # RFC 5321, 4.5.3.1


class AddressError(ValueError):
    """This is not exactly one mail address."""


def one_address(text: str) -> str:
    """Return `text` when it is exactly one plain mail address.

    Raises:
        AddressError: it is none, or more than one, or has anything around it.

    >>> one_address("noor@waterstad.example")
    'noor@waterstad.example'
    """
    if len(text) > _LONGEST or MAIL.parse(text) is None:
        raise AddressError
    return text
