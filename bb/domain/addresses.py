"""Addresses in running text: a postcode, with a house number or alone, and a street with its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bb.domain.hit import ADRES, GEBIED, POSTCODE, Hit

# Postcode: four digits and two letters, alone or with a house number.

_WORDS = frozenset({"AF", "AL", "DE", "EN", "ER", "IK", "IN", "IS", "JA", "NA", "OF", "OM", "OP", "TE", "TO"})
_BETWEEN_NUMBERS = frozenset({"EN", "IN", "IS", "OF", "OP"})
_AFTER_A_YEAR = _WORDS | frozenset(
    {
        *("AN", "AS", "DA", "DO", "DU", "EI", "EL", "GA", "GE", "GO", "HA", "HE", "HR", "IL", "JE", "KA", "KS", "LA"),
        *("MA", "ME", "NE", "NO", "NR", "NU", "OH", "OK", "PM", "PO", "RE", "ST", "TV", "UW", "VR", "WE", "WO", "ZA"),
        *("ZE", "ZO", "CM", "DM", "GB", "HL", "KB", "KG", "KM", "MB", "ML", "MM"),
    }
)
_AREA = re.compile(
    r"[1-9](?<!\w[1-9])(?<![0-9][-.][1-9])[0-9]{3}(?P<gap>[ \u00a0-]?)(?P<two>[A-Za-z]{2})(?![A-Za-z])"
    r"(?P<number>(?:[ ,/\u00a0-]{0,3}|(?: [A-Z][\w'\u2019-]{1,30}){1,2},? (?=nr|no|nummer|huis))"
    r"(?:(?:nr|no|nummer|huisnummer|huisnr)\.? ?|#)?"
    r"[1-9][0-9]{0,4}(?:[a-zA-Z]\b| ?-? ?bis\b|hs\b|-[0-9]{1,4})?(?![0-9]))?"
)
_NUMBER_FIRST = re.compile(r"(?<!\w)[1-9][0-9]{0,4}(?:-?[a-zA-Z])?,? \Z")
_NAMED = re.compile(r"[Pp]ostcode:? ?\Z")


def areas(text: str) -> Iterator[Hit]:
    """Yield postcodes; a year and a word of two letters are none."""
    for match in _AREA.finditer(text):
        start, end = match.span()
        two, gap = match["two"], match["gap"]
        if gap and _is_word(match[0][:2], two) and not _named(text, start):
            continue
        if match["number"]:
            yield Hit(start, end, POSTCODE)
        elif gap == "-" or not (two.isupper() or not gap or _named(text, start)):
            continue
        elif (two.isupper() or not gap) and (first := _NUMBER_FIRST.search(text, max(0, start - 9), start)):
            yield Hit(first.start(), end, POSTCODE)
        elif two.isupper() or _named(text, start):
            yield Hit(start, end, GEBIED)


def _is_word(century: str, two: str) -> bool:
    """Tell whether two letters behind a number of four digits are rather a word: `1250 of 3`, `2026 DE 3`."""
    if century not in {"19", "20"}:
        return not two.isupper() and two.upper() in _BETWEEN_NUMBERS
    return two.upper() in (_WORDS if two.isupper() else _AFTER_A_YEAR)


def _named(text: str, start: int) -> bool:
    return _NAMED.search(text, max(0, start - 10), start) is not None


# Street and number: from the number back to the word before it. Looking back is done on the text turned round,
# so that it stops at the first character that does not fit.

_NUMBER = re.compile(
    r"[ ,\u00a0\t]{1,2}(?:[-\u2013] )?(?:op )?(?:(?:huisnummer|huisnr|nummer|nr|no)\.? ?|#)?"
    r"(?!(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9]))"  # a date, as the files have it
    r"[1-9][0-9]{0,4}(?![0-9])"
    r"(?:[ -]?(?:[a-zA-Z]|hs|rd|zw|bis|[IVX]{1,4}|[0-9]{1,3}|[1-4] ?hoog)(?![\w/]))?(?![0-9]|[:.,][0-9])"
    r"(?: (?:en|of|t/m|&) [1-9][0-9]{0,4}[a-z]?(?![\w:/-]|[.,][0-9]))?"
)
_GLUED = re.compile(r"[1-9](?<=[tng.][1-9])[0-9]{0,4}[a-zA-Z]?(?!\w|[:.,][0-9])")
_SUFFIXES = (
    *("straat", "laan", "weg", "plein", "gracht", "kade", "singel", "dijk", "dreef", "hof", "pad", "steeg", "park"),
    *("plantsoen", "boulevard", "markt", "haven", "wal", "baan", "ring", "weide", "veld", "erf", "oord"),
    *("straatje", "laantje", "pleintje", "steegje", "hofje", "paadje", "gaarde", "akker", "brink", "heuvel", "hoeve"),
    *("meent", "poort", "schans", "terras", "vaart", "vliet", "sloot", "zoom", "zijde"),
    *("str", "str.", "ln", "ln.", "pln", "pl.", "wg"),
)
_LIKE_A_PLACE = (
    *("hout", "berg", "burg", "bos", "beek", "daal", "dal", "hoek", "kamp", "kant", "meer", "donk", "eind", "stein"),
    *("tuin", "water", "brug", "wold", "weerd", "stroom", "kwartier", "rak", "stee", "wijk", "land", "dam", "slag"),
)
"""Endings of streets and of towns, surnames and other words: only after a capital, and when the sentence ends there."""
_OWN_NAMES = tuple(suffix.capitalize() for suffix in _SUFFIXES if "." not in suffix)
_LOUD = tuple(suffix.upper() for suffix in _SUFFIXES)
_ENDINGS = (*_SUFFIXES, *_LIKE_A_PLACE, *_OWN_NAMES, *_LOUD)
_NO_STREETS = frozenset(
    {
        *("onderweg", "vanweg", "schoolplein", "speelveld", "speelplein", "voetpad", "fietspad", "tuinpad", "snelweg"),
        *("speelpark", "binnenhof", "voorhof", "ervaring", "vergadering", "verbetering", "regeling", "woonerf"),
        *("uitweg", "halfweg", "spoorbaan", "loopbaan", "zwembad", "geval", "toeval", "interval", "voorval", "aanval"),
        *("achtertuin", "voortuin", "moestuin", "grondwater", "drinkwater", "regenwater", "rapport", "onderhoek"),
        *("amsterdam", "rotterdam", "schiedam", "zaandam", "volendam", "monnickendam", "leerdam", "veendam", "edam"),
        *("appingedam", "rijswijk", "beverwijk", "noordwijk", "steenwijk", "waalwijk", "woonwijk"),
        *("nederland", "friesland", "zeeland", "flevoland", "gelderland", "holland", "ameland", "vlieland"),
        *("duitsland", "engeland", "buitenland", "binnenland", "eiland", "platteland", "inslag", "aanslag", "omslag"),
        *("uitslag", "neerslag", "beslag", "afslag", "doorslag", "grondslag"),
    }
)
_NO_STREET_ENDINGS = ("woord", "akkoord", "moord", "verslag", "toeslag", "opslag", "buurland", "thuisland")
_UNITS = re.compile(
    r" (?:keer|maal|x|uur|minuten|meter|m2|dag(?:en)?|weken|week|maanden?|jaar|kinderen|mensen|personen|"
    r"huishoudens|huizen|woningen|partijen|bewoners|gesprekken|zaken|auto's|fietsen|euro|procent)\b"
)
_SENTENCE_GOES_ON = re.compile(r"[ \u00a0]+[^\W\d_]")
_OF_A_STREET = re.compile(
    r" (?:en|is|te|heeft|hebben|woont|wonen|klaagt|klagen|belt|met|maar|die|dat|waar|boven|beneden|achter|gaat|wil|was"
    r"|ligt|staat|graag)\b"
)
"""What goes on after an address, and hardly after a number of things."""
_YEARED = re.compile(
    r"(?:Plein|Laan|Straat|Park|Singel|Kade|Dreef|Hof) (?:19|20)[0-9]{2}(?:-(?:19|20)?[0-9]{2})?"
    r",?(?: (?:nr|no|nummer|huisnummer)\.?)? [1-9][0-9]{0,3}[a-z]?(?!\w)"
)
_NUMBER_OF = re.compile(
    r"(?:nummer|nr\.?|huisnummer|huisnr\.?) [1-9][0-9]{0,4}[a-z]? (?:van|aan|in|op|uit) (?:de |het )?"
    r"[A-Z][\w'\u2019-]{0,30}?(?:" + "|".join(re.escape(s) for s in _SUFFIXES[:48]) + r")(?!\w)"
)
_LAST_WORD = re.compile(r"\.?[\w'\u2019]{1,40}(?:-[\w'\u2019]{1,40})?")
_CAPITALS_BEFORE = re.compile(r"(?:(?: (?:nav|ed|red|ned|teh|net|ret)){0,2} [\w'\u2019.-]{0,30}[A-Z](?!\w)){1,3}")
_LAAN_VAN = re.compile(
    r"[\w'\u2019-]{1,30}[A-Z](?: (?:nav|red|ned|ed|teh|po|naa|net|ret)){1,3}"
    r" (?:naaL|nielP|geW|foH|edaK|kraP|taartS|daP|feerD|legniS)(?!\w)"
)
_LOOK_BACK = 60
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Za-z]{2}")  # 1234LN 12
_SHORT = ("str", "ln", "pln", "pl", "wg")


def addresses(text: str) -> Iterator[Hit]:
    """Yield streets with a number; an ordinary word with a number of things is none."""
    yield from (Hit(*match.span(), ADRES) for match in _YEARED.finditer(text))
    if "n" in text and ("nummer" in text or "nr" in text):
        yield from (Hit(*match.span(), ADRES) for match in _NUMBER_OF.finditer(text))
    for pattern in (_NUMBER, _GLUED):
        for number in pattern.finditer(text):
            before = text[max(0, number.start() - _LOOK_BACK) : number.start()]
            if before.endswith(_ENDINGS) or before[-1:].islower():
                length = _street(before, text, number.end())
                if length:
                    yield Hit(number.start() - length, number.end(), ADRES)


def _street(before: str, text: str, end: int) -> int:
    """Return how many characters at the end of `before` name a street, 0 when none does."""
    if not before.endswith(_ENDINGS):
        named = _LAAN_VAN.match(before[::-1]) if before[-1:].islower() else None
        return len(named[0]) if named else 0
    turned = before[::-1]
    word = _LAST_WORD.match(turned)
    if word is None:
        return 0
    name = word[0][::-1]
    lower = name.lower()
    if (
        lower in _NO_STREETS
        or lower.endswith(_NO_STREET_ENDINGS)
        or _POSTCODE.fullmatch(name)
        or _UNITS.match(text, end)
    ):
        return 0
    if not before.endswith((*_SUFFIXES, *_OWN_NAMES, *_LOUD)):
        return _place(name, turned, text, end)
    alone = name.lower() in _SUFFIXES
    if name[0].isupper():
        capitals = _CAPITALS_BEFORE.match(turned[len(name) :])
        if alone and not capitals:
            return 0
        return len(name) + (len(capitals[0]) if capitals else 0)
    short = len(name) < 6 or name.rstrip(".").endswith(_SHORT)
    return 0 if alone or short or _goes_on(text, end) else len(name)


def _goes_on(text: str, end: int) -> bool:
    return bool(_SENTENCE_GOES_ON.match(text, end)) and not _OF_A_STREET.match(text, end)


def _place(name: str, turned: str, text: str, end: int) -> int:
    """Return how long a name is that ends as streets and towns do, 0 when it is likely no street."""
    year = re.search(r"(?:19|20)[0-9]{2}\Z", text[max(0, end - 4) : end])
    if not name[0].isupper() or year or _goes_on(text, end):
        return 0
    capitals = _CAPITALS_BEFORE.match(turned[len(name) :])
    if len(name) < 6 and not capitals:
        return 0
    return len(name) + (len(capitals[0]) if capitals else 0)
