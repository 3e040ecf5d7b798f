r"""Personal data in running text: telephone numbers, addresses, numbers of persons and accounts, words of care.

Every detector looks at the text once, forwards, with bounded looks around: a line of 200 kB made to
be slow costs no more than another. What is found is never repeated in a message; a screen that
shows a line of a file shows `mask(line)`.

    >>> mask("Bel 06-00123456 na zessen")
    'Bel ••-•••••••• na zessen'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bb.domain.finding import Position

TELEFOON = "telefoon"
MAIL = "mail"
IBAN = "iban"
BSN = "bsn"
NEGEN = "negen"
"""Nine digits that could be a BSN, without that word near: one in eleven of all such numbers."""
POSTCODE = "postcode"
"""A postcode with a house number: one address."""
GEBIED = "gebied"
"""A postcode alone: a handful of addresses."""
ADRES = "adres"
GEVOELIG = "gevoelig"
"""A word of faith, origin, health, love, union or crime (AVG, articles 9 and 10)."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """What seems personal, from `start` up to `end` (offsets in characters)."""

    start: int
    end: int
    kind: str


def hits(text: str) -> tuple[Hit, ...]:
    """Return everything found in `text`, in order; nothing is found twice, the surest kind wins."""
    found: list[Hit] = []
    taken = bytearray()  # a mark for each character that was found, once something was
    for kind, detect in _DETECTORS:
        for start, end in detect(text):
            taken = taken or bytearray(len(text))
            if taken.find(1, start, end) == -1:
                taken[start:end] = b"\x01" * (end - start)
                found.append(Hit(start, end, kind))
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


def position(text: str, offset: int) -> Position:
    """Return the line and column of an offset in a text."""
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


# Telephone: Dutch numbers, ten digits with up to three signs between two of them.

_GAP = "[ \u00a0\u2009\u202f.()/\u2010-\u2015-]{0,3}"
_DATE = r"[0-3]?[0-9]([-/.])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9])"
_PHONE = re.compile(
    rf"(?<!\w)(?<![0-9][-.])(?!{_DATE})"
    rf"(?:(?:\+|00)31{_GAP}(?:0{_GAP})?|\(?0)"
    rf"[1-9](?:{_GAP}[0-9]){{8}}(?![0-9])"
)


def _phones(text: str) -> Iterator[Span]:
    return (match.span() for match in _PHONE.finditer(text))


# Mail: from the sign to the right, then back to the left.

_AT = re.compile(r"(?:@|[\[(]at[\])]) ?[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[A-Za-z]{2,24}(?!\w)", re.IGNORECASE)
_LOCAL = "".join(c for c in map(chr, range(0x180)) if c.isalnum()) + "._%+-"
_LONGEST_LOCAL = 64


def _mails(text: str) -> Iterator[Span]:
    for match in _AT.finditer(text):
        before = text[max(0, match.start() - _LONGEST_LOCAL - 1) : match.start()].removesuffix(" ")
        local = len(before) - len(before.rstrip(_LOCAL))
        if local:
            gap = text[match.start() - 1] == " "
            yield match.start() - gap - local, match.end()


# IBAN: length by country, checked modulo 97.

_COUNTRY = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})[ .-]?[0-9]{2}")
_LENGTHS = {
    **{"NO": 15, "BE": 16, "DK": 18, "FI": 18, "NL": 18, "AT": 20, "BA": 20, "EE": 20, "LT": 20, "LU": 20},
    **{"CH": 21, "HR": 21, "LV": 21, "BG": 22, "DE": 22, "GB": 22, "GE": 22, "IE": 22, "RS": 22, "AE": 23},
    **{"IL": 23, "AD": 24, "CZ": 24, "ES": 24, "MD": 24, "RO": 24, "SE": 24, "SK": 24, "PT": 25, "IS": 26},
    **{"TR": 26, "FR": 27, "GR": 27, "IT": 27, "AL": 28, "AZ": 28, "CY": 28, "HU": 28, "MA": 28, "PL": 28},
    **{"UA": 29, "MT": 31},
}
_REST = {
    length: re.compile(rf"(?:[ \u00a0.-]?[A-Za-z0-9]){{{length - 4}}}(?![A-Za-z0-9])") for length in _LENGTHS.values()
}


def _ibans(text: str) -> Iterator[Span]:
    for match in _COUNTRY.finditer(text):
        length = _LENGTHS.get(match[1].upper())
        rest = _REST[length].match(text, match.end()) if length else None
        if rest and _is_iban(text[match.start() : rest.end()]):
            yield match.start(), rest.end()


_IBAN_DIGITS = {
    **{ord(c): str(int(c, 36)) for c in "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **dict.fromkeys(map(ord, " .-\u00a0")),
}


def _is_iban(written: str) -> bool:
    """Tell whether the check digits are right; letters count as 10 up to 35."""
    country_and_check = written[:5] if written[2] in " .-" else written[:4]
    turned = written[len(country_and_check) :] + country_and_check
    return int(turned.translate(_IBAN_DIGITS)) % 97 == 1


# BSN: nine digits that pass the eleven-test.

_NAMED = re.compile(r"\b(?:bsn|burgerservice-?nummers?|sofi-?nummers?)\b", re.IGNORECASE)
_LOOSE = re.compile(r"(?<![0-9])[0-9](?:[ .\u00a0-]?[0-9]){8}(?![0-9])")
_NINE = re.compile(
    r"(?<!\w)(?<![0-9][-.])(?:[0-9]{9}|[0-9]{4}([. \u00a0-])[0-9]{2}\1[0-9]{3}|[0-9]{3}([. \u00a0-])[0-9]{3}\2[0-9]{3})"
    r"(?!\w)(?![-.][0-9])"
)
_SEPARATORS = dict.fromkeys(map(ord, " .-\u00a0"))
_NEAR_AFTER, _NEAR_BEFORE = 40, 20


def _bsns(text: str) -> Iterator[Span]:
    last = 0
    for name in _NAMED.finditer(text):
        first = max(last, name.start() - _NEAR_BEFORE - 12)
        for match in _LOOSE.finditer(text, first, min(len(text), name.end() + _NEAR_AFTER)):
            if name.start() - match.end() <= _NEAR_BEFORE and _is_bsn(match[0]):
                last = match.end()
                yield match.span()


def _nines(text: str) -> Iterator[Span]:
    return (match.span() for match in _NINE.finditer(text) if _is_bsn(match[0]))


def _is_bsn(written: str) -> bool:
    a, b, c, d, e, f, g, h, last = map(int, written.translate(_SEPARATORS))
    total = 9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h
    return total > 0 and (total - last) % 11 == 0


# Postcode: four digits and two letters, alone or with a house number.

_WORDS_OF_TWO = frozenset({"AF", "AL", "DE", "EN", "ER", "IK", "IN", "IS", "JA", "NA", "OF", "OM", "OP", "TE", "TO"})
_AREA = re.compile(
    r"(?:(?<!\w)(?P<first>(?:(?:nr|nummer|huisnummer)\.? )?[1-9][0-9]{0,4}[a-z]?,? ))?"
    r"(?<!\w)(?<![0-9][-.])(?P<four>[1-9][0-9]{3})(?P<gap>[ \u00a0]?)(?P<two>[A-Z]{2}|(?<=[0-9])[a-z]{2})(?![A-Za-z])"
    r"(?P<last>[ ,/\u00a0-]{0,3}(?:(?:nr|no|nummer|huisnummer)\.? ?)?[1-9][0-9]{0,4}(?:[a-zA-Z]\b|-[0-9]{1,4})?(?![0-9]))?"
)


def _areas(text: str) -> Iterator[tuple[bool, Span]]:
    """Yield postcodes, each with whether a house number stands beside it."""
    for match in _AREA.finditer(text):
        numbered = bool(match["first"] or match["last"])
        year = match["four"][:2] in ("19", "20") and match["gap"] and match["two"] in _WORDS_OF_TWO
        if not year and (match["two"].isupper() or numbered):
            yield numbered, match.span()


def _postcodes(text: str) -> Iterator[Span]:
    return (span for numbered, span in _areas(text) if numbered)


def _gebieden(text: str) -> Iterator[Span]:
    return (span for numbered, span in _areas(text) if not numbered)


# Street and number: from the number back to the word before it.

_NUMBER = re.compile(
    r"[ ,\u00a0]{1,2}(?:(?:huisnummer|nummer|nr|no)\.? ?)?[1-9][0-9]{0,4}(?![0-9])"
    r"(?:[ -]?(?:[a-zA-Z]|hs|bis|[IVX]{1,4}|[0-9]{1,3})(?!\w))?(?![0-9]|[:.,][0-9])"
)
_SUFFIXES = (
    *("straat", "laan", "weg", "plein", "gracht", "kade", "singel", "dijk", "dreef", "hof", "pad", "steeg", "park"),
    *("plantsoen", "boulevard", "markt", "haven", "wal", "baan", "ring", "weide", "veld", "erf", "oord"),
    *("str", "str.", "ln", "ln."),
)
_OWN_NAME = tuple(f" {suffix.capitalize()}" for suffix in _SUFFIXES if "." not in suffix)
_NO_STREETS = frozenset(
    {
        *("onderweg", "vanweg", "schoolplein", "speelveld", "speelplein", "voetpad", "fietspad", "tuinpad", "snelweg"),
        *("speelpark", "binnenhof", "voorhof", "ervaring", "vergadering", "verbetering", "regeling", "woonerf"),
        *("uitweg", "halfweg", "spoorbaan", "loopbaan", "zwembad", "geval", "toeval", "interval", "voorval", "aanval"),
    }
)
_UNITS = re.compile(
    r" (?:keer|maal|x|uur|minuten|meter|m2|dag(?:en)?|weken|week|maanden?|jaar|kinderen|mensen|personen|"
    r"huishoudens|huizen|woningen|partijen|bewoners|gesprekken|zaken|auto's|fietsen|euro|procent)\b"
)
_SENTENCE_GOES_ON = re.compile(r"[ \u00a0]+[^\W\d_]")
_LAST_WORD = re.compile(r"[\w'’]{1,40}(?:-[\w'’]{1,40})?\.?\Z")
_CAPITALS_BEFORE = re.compile(r"(?:[A-Z][\w'’.-]{0,30} (?:(?:van|de|der|den|het|ten|ter) ){0,2}){1,3}\Z")
_LAAN_VAN = re.compile(
    r"(?:Laan|Plein|Weg|Hof|Kade|Park|Straat|Pad|Dreef|Singel)(?: (?:van|der|den|de|het|op|aan|ten|ter)){1,3}"
    r" [A-Z][\w'’-]{1,30}\Z"
)
_LOOK_BACK = 60


def _addresses(text: str) -> Iterator[Span]:
    for number in _NUMBER.finditer(text):
        before = text[max(0, number.start() - _LOOK_BACK) : number.start()]
        length = _street(before, text, number.end())
        if length:
            yield number.start() - length, number.end()


def _street(before: str, text: str, end: int) -> int:
    """Return how many characters at the end of `before` name a street, 0 when none does."""
    if not before.endswith(_SUFFIXES) and not before.endswith(_OWN_NAME):
        named = _LAAN_VAN.search(before) if before[-1:].isalpha() else None
        return len(named[0]) if named else 0
    word = _LAST_WORD.search(before)
    if word is None or word[0].lower() in _NO_STREETS or _UNITS.match(text, end):
        return 0
    name = word[0]
    capitals = _CAPITALS_BEFORE.search(before[: len(before) - len(name)])
    alone = name.lower() in _SUFFIXES
    if name[0].isupper():
        if alone and not capitals:
            return 0
    elif alone or len(name) < 6 or name.rstrip(".").endswith(("str", "ln")) or _SENTENCE_GOES_ON.match(text, end):
        return 0
    return len(name) + (len(capitals[0]) if capitals else 0)


# Words of articles 9 and 10 of the AVG.

_SENSITIVE = frozenset(
    """
    geloof geloofs gelovig gelovige religie religieus religieuze moslim moslims moslima islam islamitisch islamitische
    christen christenen christelijk christelijke katholiek katholieke protestant protestants protestantse gereformeerd
    gereformeerde joods joodse jood jodin hindoe hindoes hindoestaans hindoestaanse boeddhist boeddhistisch jehova
    afkomst etniciteit etnisch etnische allochtoon allochtone allochtonen autochtoon autochtone huidskleur nationaliteit
    marokkaan marokkanen marokkaans marokkaanse turk turken turks turkse surinamer surinamers surinaams surinaamse
    antilliaan antillianen antilliaans antilliaanse somaliër somalisch somalische syriër syrisch syrische pools poolse
    roemeens roemeense bulgaars bulgaarse afrikaans afrikaanse eritrees eritrese vluchteling vluchtelingen asielzoeker
    asielzoekers statushouder statushouders
    diagnose diagnoses depressie depressies depressief depressieve psychose psychoses psychotisch psychotische
    schizofreen schizofrene schizofrenie autisme autistisch autistische adhd borderline dementie dement demente
    dementerend dementerende alzheimer verslaafd verslaafde verslaafden verslaving alcoholist alcoholiste alcoholisme
    alcoholverslaving drugsverslaafd drugsverslaafde drugsverslaving medicijn medicijnen medicatie psychiater
    psychiatrie psychiatrisch psychiatrische ggz burnout kanker hiv zwanger zwangerschap gehandicapt gehandicapte
    handicap beperking licht-verstandelijk lvb suïcide suicide suïcidaal suïcidale suicidaal suicidale zelfmoord
    zelfdoding trauma ptss reuma epilepsie
    homo homoseksueel homoseksuele lesbisch lesbische biseksueel biseksuele transgender geaardheid seksueel seksuele
    vakbond vakbondslid
    strafblad veroordeeld veroordeelde veroordeling veroordelingen gevangenis gedetineerd gedetineerde detentie
    reclassering tbs delict delicten misdrijf misdrijven crimineel criminele verdachte verdachten aangifte
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+")


def _sensitive(text: str) -> Iterator[Span]:
    if _SENSITIVE.isdisjoint(_WORD.findall(text.lower())):
        return
    for word in _WORD.finditer(text):
        if word[0].lower() in _SENSITIVE:
            yield word.span()


_DETECTORS: tuple[tuple[str, Callable[[str], Iterator[Span]]], ...] = (
    (IBAN, _ibans),
    (MAIL, _mails),
    (TELEFOON, _phones),
    (BSN, _bsns),
    (NEGEN, _nines),
    (ADRES, _addresses),
    (POSTCODE, _postcodes),
    (GEBIED, _gebieden),
    (GEVOELIG, _sensitive),
)
"""The detectors, the surest first: what one found, the next leave alone."""
