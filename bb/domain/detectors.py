r"""Personal data in running text: telephone numbers, addresses, numbers of persons and accounts, words of care.

Every detector looks at the text once, forwards, with bounded looks around: a line of 200 kB made to
be slow costs no more than another. What is found is never repeated in a message; a screen that
shows a line of a file shows `mask(line)`.

    >>> mask("Bel 06-00123456 na zessen")
    'Bel ••-•••••••• na zessen'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from bb.domain.addresses import addresses, areas
from bb.domain.finding import Position
from bb.domain.hit import BSN, GEZEGD, IBAN, MAIL, NEGEN, TELEFOON, Hit
from bb.domain.sensitive import SENSITIVE, sensitive
from bb.text.plain import safe

# Signs that are not seen, and the digits of other scripts: both are read as if someone had typed plainly.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_NOT_PLAIN = re.compile(rf"[{_UNSEEN}]|(?![0-9])\d")


def hits(text: str) -> tuple[Hit, ...]:
    """Return everything found in `text`, in order; nothing is found twice, the surest kind wins."""
    if text.isascii() or not _NOT_PLAIN.search(_beyond_ascii(text)):
        return () if _holds_nothing(text) else _hits(text, _likely(text))
    kept = [place for place, sign in enumerate(text) if sign not in _UNSEEN]
    plain = _plain(text)
    found = _hits(plain, _likely(plain))
    return tuple(Hit(kept[hit.start], kept[hit.end - 1] + 1, hit.kind) for hit in found)


def _beyond_ascii(text: str) -> str:
    """Return the few characters of a text that are no ASCII."""
    return text.encode("utf-8", "surrogatepass").translate(None, bytes(range(128))).decode("utf-8", "surrogatepass")


def _plain(text: str) -> str:
    """Return a text without signs that are not seen, its digits as everybody types them."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text if sign not in _UNSEEN)


def _hits(text: str, detectors: Iterable[Callable[[str], Iterator[Hit]]]) -> tuple[Hit, ...]:
    found: list[Hit] = []
    taken = bytearray()  # a mark for each character that was found, once something was
    for detect in detectors:
        for hit in detect(text):
            taken = taken or bytearray(len(text))
            if taken.find(1, hit.start, hit.end) == -1:
                taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
                found.append(hit)
    return tuple(sorted(found))


def mask(text: str) -> str:
    """Return `text` with a dot for each letter and digit of what was found; as long as it was.

    Every screen that shows a line of a file shows it this way.
    """
    parts = []
    last = 0
    for hit in hits(text):
        parts.append(text[last : hit.start])
        parts.append("".join("•" if c.isalnum() else c for c in text[hit.start : hit.end]))
        last = hit.end
    return "".join((*parts, text[last:]))


masked = lru_cache(maxsize=1024)(mask)
"""`mask` for messages, of which many are alike."""


def quoted(text: str) -> str:
    """Return what someone typed as an answer may repeat it: on one line, personal data masked.

    >>> quoted("06-00123456")
    '••-••••••••'
    """
    return safe(mask(text))


def position(text: str, offset: int) -> Position:
    """Return the line and column of an offset in a text."""
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


# Each pattern below starts with the few characters that can start a match and looks back from there: so the
# matcher skips all other text at full speed.

# Telephone: Dutch numbers, ten digits with up to three signs between two of them; a mobile number also with other
# signs behind 06, or with a letter o for a nought; numbers of other countries after a plus; service numbers.

_GAP = "[ \u00a0\u2009\u202f\t.()/\u2010-\u2015-]{0,3}+"
_AFTER_06 = "[ \u00a0\u2009\u202f\t.()/=:,*_\u2010-\u2015-]{0,3}+"
_REST_OF_DATE = r"[0-9]?([-/.])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9])"
_PHONE = re.compile(
    rf"[+(0](?<!\w[+(0])(?<![0-9][-.][+(0])(?!{_REST_OF_DATE})"
    rf"(?:(?<=\+) ?31{_GAP}(?:0{_GAP})?|(?<=0)0 ?31{_GAP}(?:0{_GAP})?|(?<=\()0|(?<=0))"
    rf"[1-9](?:{_GAP}[0-9]){{8}}(?![0-9])"
)
_MOBILE = re.compile(rf"[0oO](?<!\w[0oO])(?<![0-9][-.]0) ?6{_AFTER_06}[0-9oO](?:{_GAP}[0-9oO]){{7}}(?![0-9])")
_ABROAD = re.compile(
    rf"[+0](?:(?<=\+)(?<![\w+]\+) ?|(?<=0)0(?<![\w.,+]00))(?!0|31)[1-9](?:{_GAP}[0-9]){{8,13}}(?![0-9])"
)
_SERVICE = re.compile(
    r"0(?<!\w0)(?<![0-9][-.:]0)(?:800|90[069])(?: ?- ?| )[0-9](?:[ -]?[0-9]){3}(?:[ -]?[0-9]){0,3}(?!\w)"
)
_WITHOUT_NOUGHT = re.compile(rf"6(?<![\w.,:/+-]6)(?<![0-9] 6){_GAP}[0-9](?:{_GAP}[0-9]){{7}}(?![0-9])")
_CALLED = re.compile(
    r"(?<!\w)(?:tel(?:efoon(?:nummer|nr)?)?|mob(?:iel)?|gsm|bel(?:t|len)?|app(?:en|t)?|whatsapp|nummer|nr)"
    r"(?: is| op| mij| me)?[.:]* ?\Z",
    re.IGNORECASE,
)
_NEAR_CALLED = 30
_TWO_TIMES = re.compile(r"0[89]00 (?:[01][0-9]|2[0-3])(?:00|15|30|45)")


def _phones(text: str) -> Iterator[Hit]:
    for pattern in (_PHONE, _MOBILE, _ABROAD):
        yield from (Hit(*match.span(), TELEFOON) for match in pattern.finditer(text))
    for match in _WITHOUT_NOUGHT.finditer(text):  # `mobiel 6-12345678`
        if _CALLED.search(text, max(0, match.start() - _NEAR_CALLED), match.start()):
            yield Hit(*match.span(), TELEFOON)
    for match in _SERVICE.finditer(text):
        if not _TWO_TIMES.fullmatch(match[0]):  # 0900 1230, as some write hours
            yield Hit(*match.span(), TELEFOON)


# Mail: from the sign to the right, then back to the left.

_DOMAIN = (
    r"(?: ?[\w-]{1,63}(?:(?:\.| ?[\[(](?:dot|punt)[\])] ?)[\w-]{1,63}){0,6}(?:\.| ?[\[(](?:dot|punt)[\])] ?)"
    r"| [\w-]{1,63} \. )[A-Za-z]{2,24}(?!\w)"
)
_AT = re.compile(rf"[@\[(](?:(?<=@)|[Aa][Tt][\])]){_DOMAIN}")
_TAIL = re.compile(rf"apenstaart(?:je)? {_DOMAIN}")
_SENTENCE = re.compile(r"@ \w+ \. [A-Z][a-z]")
_LOCAL = "".join(c for c in map(chr, range(0x180)) if c.isalnum()) + "._%+-"
_LONGEST_LOCAL = 64


def _mails(text: str) -> Iterator[Hit]:
    for match in chain(_AT.finditer(text), _TAIL.finditer(text)):
        if _SENTENCE.match(match[0]):  # `mailen @ kantoor . Morgen weer`
            continue
        before = text[max(0, match.start() - _LONGEST_LOCAL - 1) : match.start()]
        name = before.removesuffix(" ")
        rest = name.rstrip(_LOCAL)
        if rest != name:
            yield Hit(match.start() - len(before) + len(rest), match.end(), MAIL)


# Mail in words: `jan at voorbeeld.example`, `jan apenstaartje voorbeeld punt example`.

_SAID = re.compile(
    r"(?:[Aa][Tt](?<=\w [Aa][Tt])|apenstaart(?<=\w apenstaart)(?:je)?)"
    r" [\w-]{1,63}(?:(?:\.| (?:punt|dot) )[\w-]{1,63}){0,5}?(?:\.| (?:punt|dot) )[a-z]{2,24}(?!\w)"
)


def _said(text: str) -> Iterator[Hit]:
    for match in _SAID.finditer(text):
        before = text[max(0, match.start() - _LONGEST_LOCAL - 1) : match.start() - 1]
        yield Hit(match.start() - 1 - len(before) + len(before.rstrip(_LOCAL)), match.end(), GEZEGD)


# IBAN: length by country, checked modulo 97.

_CHECK_DIGITS = re.compile(
    r"[0-9]{2}(?:(?<=[A-Za-z]{2}[0-9]{2})|(?<=[A-Za-z]{2}[ .-][0-9]{2}))(?=[ \u00a0.-]?[A-Za-z0-9])"
)
_COUNTRIES = """
NO15 BE16 DK18 FI18 NL18 AT20 BA20 EE20 LT20 LU20 CH21 HR21 LV21 BG22 DE22 GB22 GE22 IE22 RS22 AE23 IL23 AD24 CZ24
ES24 MD24 RO24 SE24 SK24 PT25 IS26 TR26 FR27 GR27 IT27 AL28 AZ28 CY28 HU28 MA28 PL28 UA29 MT31
"""
_LENGTHS = {country[:2]: int(country[2:]) for country in _COUNTRIES.split()}
_REST = {
    country: re.compile(rf"(?:[ \u00a0.-]?[A-Za-z0-9]){{{length - 4}}}(?![A-Za-z0-9])")
    for country, length in _LENGTHS.items()
} | {"NL": re.compile(r"(?:[ \u00a0.-]?[A-Za-z]){4}(?:[ \u00a0.-]?[0-9]){10}(?![A-Za-z0-9])")}
_DIGITS = {
    **{ord(c): str(int(c, 36)) for c in "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **dict.fromkeys(map(ord, " ./-\u00a0")),
}
_BARE = dict.fromkeys(map(ord, " ./-\u00a0"))


_SPACED = re.compile(  # Dutch numbers in any groups, also glued to the word
    r"[Nn](?:(?<!\w[Nn])|(?<=IBAN[Nn])|(?<=iban[Nn])) ?[Ll](?:[ \u00a0./-]{0,2}[0-9]){2}"
    r"(?:[ \u00a0./-]{0,2}[A-Za-z]){4}(?:[ \u00a0./-]{0,2}[0-9]){10}(?![A-Za-z0-9])"
)


def _ibans(text: str) -> Iterator[Hit]:
    for check in _CHECK_DIGITS.finditer(text):
        start = check.start() - (2 if text[check.start() - 1].isalpha() else 3)
        pattern = _REST.get(text[start : start + 2].upper())
        if pattern is None or (start and text[start - 1].isalnum()):
            continue
        rest = pattern.match(text, check.end())
        if rest and int((rest[0] + text[start : check.end()]).translate(_DIGITS)) % 97 == 1:
            yield Hit(start, rest.end(), IBAN)
    for match in _SPACED.finditer(text):
        bare = match[0].translate(_BARE)
        if int((bare[4:] + bare[:4]).translate(_DIGITS)) % 97 == 1:
            yield Hit(*match.span(), IBAN)


# BSN: nine digits that pass the eleven-test.

_NAMED = re.compile(
    r"[bBsS](?<!\w[bBsS])(?i:sn(?:-?(?:nummers?|nr))?|urger ?service[- ]?(?:nummers?|nr)|ofi-?(?:nummers?|nr))"
    r"(?![^\W\d_])"
)
_LOOSE = re.compile(r"[0-9](?<![0-9][0-9])(?:[ ./\u00a0-]?[0-9]){8}(?![0-9])")
_NINE = re.compile(
    r"[0-9](?<!\w[0-9])(?<![0-9][-.][0-9])"
    r"(?:[0-9]{8}|[0-9]{3}([. \u00a0-])[0-9]{2}\1[0-9]{3}|[0-9]{2}([. \u00a0-])[0-9]{3}\2[0-9]{3}"
    r"|[0-9]([. \u00a0])[0-9]{3}\3[0-9]{4})(?!\w)(?![-.][0-9])"
)
_NEAR_AFTER, _NEAR_BEFORE = 40, 20


def _bsns(text: str) -> Iterator[Hit]:
    last = 0
    for name in _NAMED.finditer(text):
        first = max(last, name.start() - _NEAR_BEFORE)
        for match in _LOOSE.finditer(text, first, min(len(text), name.end() + _NEAR_AFTER)):
            if _is_bsn(match[0]):
                last = match.end()
                yield Hit(*match.span(), BSN)


def _nines(text: str) -> Iterator[Hit]:
    return (Hit(*match.span(), NEGEN) for match in _NINE.finditer(text) if _is_bsn(match[0]))


def _is_bsn(written: str) -> bool:
    a, b, c, d, e, f, g, h, last = map(int, written.translate(_DIGITS))
    total = 9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h
    return total > 0 and (total - last) % 11 == 0


_DETECTORS: tuple[Callable[[str], Iterator[Hit]], ...] = (
    _ibans,
    _mails,
    _said,
    _phones,
    _bsns,
    _nines,
    addresses,
    areas,
    sensitive,
)
"""The detectors, the surest first: what one found, the next leave alone."""

# Nearly every text has nothing to find. So before a detector looks, a look at the form of the text tells whether there
# can be anything for it: each letter an "a", each digit a "0", and the signs that may stand within a number or before
# it left out. Bytes are compared a hundred times quicker than patterns; what is no ASCII counts as a letter. A form may
# let too much through, never too little: a test holds it against all detectors.
#
# No form goes on over the end of a line, and none but that of service numbers tells one digit from another. So a line
# that was looked at before, in any file and on any day, needs no second look; most lines of a case are such lines.

_LETTERS = bytes({*range(65, 91), *range(97, 123), *range(128, 256)})
_FORM = bytes.maketrans(_LETTERS + b"0123456789", b"a" * len(_LETTERS) + b"0" * 10)
_FORM_OF_PHONES = bytes.maketrans(_LETTERS + b"0123456789oO", b"a" * len(_LETTERS) + b"0" * 12)
_BEFORE = b" .,#\t"
_WITHIN = b" ().-/" + bytes(set("\u00a0\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u2015".encode()))
_WITHIN_PHONES = _WITHIN + b"\t=:,*_"
_WORDS_ONLY = bytes(c if c in b"abcdefghijklmnopqrstuvwxyz" else 32 for c in range(256))
_SENSITIVE_PARTS = frozenset(max(word.encode().translate(_WORDS_ONLY).split(), key=len) for word in SENSITIVE)
_ANY_DIGIT = bytes.maketrans(b"123456789", b"0" * 9)
_MOST_LINES = 1 << 15
_LOOKS = 64
_without: set[bytes] = set()
"""Lines in which nothing can be found, their digits all noughts."""


def _holds_nothing(text: str) -> bool:
    """Tell whether no detector can find anything in a text, by its lines."""
    data = text.encode("utf-8", "surrogatepass")
    if b"0800" in data or b"090" in data:
        return False
    new = {*data.translate(_ANY_DIGIT).split(b"\n")} - _without
    return not new or _remembered(new)


def look_ahead(texts: Iterable[str]) -> None:
    """Look through many texts at once for lines in which nothing can be found: `hits` of each is quicker then.

    Where something is likely the lines are halved, a number of times: after that each text is looked at by itself.
    """
    data = "\n".join(texts).encode("utf-8", "surrogatepass")
    todo = [[*({*data.translate(_ANY_DIGIT).split(b"\n")} - _without)]]
    for _ in range(_LOOKS):
        lines = todo.pop() if todo else []
        if len(lines) > 1 and not _remembered(lines):
            todo += (lines[: len(lines) // 2], lines[len(lines) // 2 :])


def _remembered(lines: Collection[bytes]) -> bool:
    """Tell whether nothing can be found in lines, and remember them then."""
    if any(True for _ in _likely(b"\n".join(lines).decode("utf-8", "surrogatepass"))):
        return False
    if len(_without) > _MOST_LINES:
        _without.clear()
    _without.update(lines)
    return True


def _likely(text: str) -> Iterator[Callable[[str], Iterator[Hit]]]:
    """Yield the detectors that can find something in a text, in their order."""
    data = text.encode("utf-8", "surrogatepass")
    lower, after_words = data.lower(), data.translate(_FORM, _BEFORE)
    word_and_number = b"a0" in after_words
    if word_and_number or b"aa-00" in after_words or b"aa/00" in after_words:
        yield _ibans
    if b"@" in data or b"at]" in lower or b"at)" in lower or b"apenstaart" in data:
        yield _mails
    if b" at " in lower or b"apenstaart" in data:
        yield _said
    long = b"000000000" in data.translate(_FORM_OF_PHONES, _WITHIN_PHONES)
    if long or b"0800" in data or b"090" in data:
        yield _phones
    if long:
        yield from (_bsns, _nines)
    if word_and_number or b"a - 0" in data.translate(_FORM) or "\u2013" in text:
        yield addresses
    if b"0000aa" in data.translate(_FORM, _WITHIN):
        yield areas
    small = lower if len(data) == len(text) else text.lower().encode("utf-8", "surrogatepass")
    if not _SENSITIVE_PARTS.isdisjoint(small.translate(_WORDS_ONLY).split()):
        yield sensitive
