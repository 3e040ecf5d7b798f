"""Numbers as they are written in Dutch: a point per thousand, a comma before decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

NIETS = "-"
"""What stands where there is nothing to show: a share of zero, a time nobody measured."""


def number_nl(value: float | None, decimals: int = 0) -> str:
    """Return a number in Dutch; decimals only where the number has them.

    >>> [number_nl(n, 1) for n in (1234, 12.5, 7.0, None)]
    ['1.234', '12,5', '7', '-']
    """
    if value is None:
        return NIETS
    text = f"{_rounded(value, decimals):,f}"
    if decimals:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def share_nl(share: float | None) -> str:
    """Return a part of one as a whole percentage; what is not quite nothing or all never looks so.

    >>> [share_nl(s) for s in (0.714, 0.0, 0.002, 0.998, 1.0, None)]
    ['71%', '0%', '<1%', '>99%', '100%', '-']
    """
    if share is None:
        return NIETS
    percent = int(_rounded(share, 2) * 100)
    if percent == 0 and share > 0:
        return "<1%"
    if percent == 100 and share < 1:
        return ">99%"
    return f"{percent}%"


def change_nl(now: float | None, before: float | None, decimals: int = 0) -> str:
    """Return the difference with the year before, always with its sign.

    >>> change_nl(12, 10), change_nl(10, 12), change_nl(10, 10)
    ('+2', '-2', 'gelijk')
    """
    if now is None or before is None:
        return NIETS
    difference = float(_rounded(now - before, decimals))
    if difference == 0:
        return "gelijk"
    return f"{'+' if difference > 0 else '-'}{number_nl(abs(difference), decimals)}"


def _rounded(value: float, decimals: int) -> Decimal:
    """Return a number rounded as people round: a half goes up, judged by the digits they would see."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
