r"""Personal data in running text: telephone numbers, addresses, numbers of persons and accounts, words of care.

Every detector looks at the text once, forwards, with bounded looks around: a line of 200 kB made to
be slow costs no more than another. What is found is never repeated in a message; a screen that
shows a line of a file shows `mask(line)`.

    >>> mask("Bel 06-00123456 na zessen")
    'Bel ••-•••••••• na zessen'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bb.domain.finding import Position
from bb.text.plain import safe

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


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """What seems personal, from `start` up to `end` (offsets in characters)."""

    start: int
    end: int
    kind: str


def hits(text: str) -> tuple[Hit, ...]:
    """Return everything found in `text`, in order; nothing is found twice, the surest kind wins."""
    return _hits(text, _likely(text))


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

# Telephone: Dutch numbers, ten digits with up to three signs between two of them.

_GAP = "[ \u00a0\u2009\u202f.()/\u2010-\u2015-]{0,3}"
_REST_OF_DATE = r"[0-9]?([-/.])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9])"
_PHONE = re.compile(
    rf"[+(0](?<!\w[+(0])(?<![0-9][-.][+(0])(?!{_REST_OF_DATE})"
    rf"(?:(?<=\+)31{_GAP}(?:0{_GAP})?|(?<=0)031{_GAP}(?:0{_GAP})?|(?<=\()0|(?<=0))"
    rf"[1-9](?:{_GAP}[0-9]){{8}}(?![0-9])"
)


def _phones(text: str) -> Iterator[Hit]:
    return (Hit(*match.span(), TELEFOON) for match in _PHONE.finditer(text))


# Mail: from the sign to the right, then back to the left.

_AT = re.compile(
    r"(?:@|[\[(][Aa][Tt][\])]) ?[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[A-Za-z]{2,24}(?!\w)",
)
_LOCAL = "".join(c for c in map(chr, range(0x180)) if c.isalnum()) + "._%+-"
_LONGEST_LOCAL = 64


def _mails(text: str) -> Iterator[Hit]:
    for match in _AT.finditer(text):
        before = text[max(0, match.start() - _LONGEST_LOCAL - 1) : match.start()]
        name = before.removesuffix(" ")
        rest = name.rstrip(_LOCAL)
        if rest != name:
            yield Hit(match.start() - len(before) + len(rest), match.end(), MAIL)


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
    **dict.fromkeys(map(ord, " .-\u00a0")),
}


def _ibans(text: str) -> Iterator[Hit]:
    for check in _CHECK_DIGITS.finditer(text):
        start = check.start() - (2 if text[check.start() - 1].isalpha() else 3)
        pattern = _REST.get(text[start : start + 2].upper())
        if pattern is None or (start and text[start - 1].isalnum()):
            continue
        rest = pattern.match(text, check.end())
        if rest and int((rest[0] + text[start : check.end()]).translate(_DIGITS)) % 97 == 1:
            yield Hit(start, rest.end(), IBAN)


# BSN: nine digits that pass the eleven-test.

_NAMED = re.compile(r"[bBsS](?<!\w[bBsS])(?:(?i:sn|urgerservice-?nummers?|ofi-?nummers?))(?!\w)")
_LOOSE = re.compile(r"[0-9](?<![0-9][0-9])(?:[ .\u00a0-]?[0-9]){8}(?![0-9])")
_NINE = re.compile(
    r"[0-9](?<!\w[0-9])(?<![0-9][-.][0-9])"
    r"(?:[0-9]{8}|[0-9]{3}([. \u00a0-])[0-9]{2}\1[0-9]{3}|[0-9]{2}([. \u00a0-])[0-9]{3}\2[0-9]{3})(?!\w)(?![-.][0-9])"
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


# Postcode: four digits and two letters, alone or with a house number.

_WORDS_OF_TWO = frozenset({"AF", "AL", "DE", "EN", "ER", "IK", "IN", "IS", "JA", "NA", "OF", "OM", "OP", "TE", "TO"})
_AREA = re.compile(
    r"[1-9](?<!\w[1-9])(?<![0-9][-.][1-9])[0-9]{3}(?P<gap>[ \u00a0]?)"
    r"(?P<two>[A-Z]{2}|(?<=[0-9])[a-z]{2})(?![A-Za-z])"
    r"(?P<number>[ ,/\u00a0-]{0,3}(?:(?:nr|no|nummer|huisnummer)\.? ?)?"
    r"[1-9][0-9]{0,4}(?:[a-zA-Z]\b|-[0-9]{1,4})?(?![0-9]))?"
)
_NUMBER_FIRST = re.compile(r"(?<!\w)[1-9][0-9]{0,4}[a-z]?,? \Z")


def _areas(text: str) -> Iterator[Hit]:
    for match in _AREA.finditer(text):
        start, end = match.span()
        year = match["gap"] and match["two"] in _WORDS_OF_TWO and match[0][:2] in ("19", "20")
        if year:
            continue
        if match["number"]:
            yield Hit(start, end, POSTCODE)
        elif match["two"].isupper():
            first = _NUMBER_FIRST.search(text, max(0, start - 9), start)
            yield Hit(first.start(), end, POSTCODE) if first else Hit(start, end, GEBIED)


# Street and number: from the number back to the word before it. Looking back is done on the text turned round,
# so that it stops at the first character that does not fit.

_NUMBER = re.compile(
    r"[ ,\u00a0]{1,2}(?:(?:huisnummer|nummer|nr|no)\.? ?)?[1-9][0-9]{0,4}(?![0-9])"
    r"(?:[ -]?(?:[a-zA-Z]|hs|bis|[IVX]{1,4}|[0-9]{1,3})(?!\w))?(?![0-9]|[:.,][0-9])"
)
_SUFFIXES = (
    *("straat", "laan", "weg", "plein", "gracht", "kade", "singel", "dijk", "dreef", "hof", "pad", "steeg", "park"),
    *("plantsoen", "boulevard", "markt", "haven", "wal", "baan", "ring", "weide", "veld", "erf", "oord"),
    *("str", "str.", "ln", "ln."),
)
_OWN_NAMES = tuple(suffix.capitalize() for suffix in _SUFFIXES if "." not in suffix)
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
_LAST_WORD = re.compile(r"\.?[\w'\u2019]{1,40}(?:-[\w'\u2019]{1,40})?")
_CAPITALS_BEFORE = re.compile(r"(?:(?: (?:nav|ed|red|ned|teh|net|ret)){0,2} [\w'\u2019.-]{0,30}[A-Z](?!\w)){1,3}")
_LAAN_VAN = re.compile(
    r"[\w'\u2019-]{1,30}[A-Z](?: (?:nav|red|ned|ed|teh|po|naa|net|ret)){1,3}"
    r" (?:naaL|nielP|geW|foH|edaK|kraP|taartS|daP|feerD|legniS)(?!\w)"
)
_LOOK_BACK = 60


def _addresses(text: str) -> Iterator[Hit]:
    for number in _NUMBER.finditer(text):
        before = text[max(0, number.start() - _LOOK_BACK) : number.start()]
        if length := _street(before, text, number.end()):
            yield Hit(number.start() - length, number.end(), ADRES)


def _street(before: str, text: str, end: int) -> int:
    """Return how many characters at the end of `before` name a street, 0 when none does."""
    if not before.endswith((*_SUFFIXES, *_OWN_NAMES)):
        named = _LAAN_VAN.match(before[::-1]) if before[-1:].islower() else None
        return len(named[0]) if named else 0
    turned = before[::-1]
    word = _LAST_WORD.match(turned)
    if word is None:
        return 0
    name = word[0][::-1]
    if name.lower() in _NO_STREETS or _UNITS.match(text, end):
        return 0
    alone = name.lower() in _SUFFIXES
    if name[0].isupper():
        capitals = _CAPITALS_BEFORE.match(turned[len(name) :])
        if alone and not capitals:
            return 0
        return len(name) + (len(capitals[0]) if capitals else 0)
    short = len(name) < 6 or name.rstrip(".").endswith(("str", "ln"))
    return 0 if alone or short or _SENTENCE_GOES_ON.match(text, end) else len(name)


# Words of articles 9 and 10 of the AVG.

_FAITH_ORIGIN_HEALTH_LOVE_UNION_CRIME = """
geloof geloofs gelovig gelovige religie religieus religieuze moslim moslims moslima islam islamitisch islamitische
christen christenen christelijk christelijke katholiek katholieke protestant protestants protestantse gereformeerd
gereformeerde joods joodse jood jodin hindoe hindoes hindoestaans hindoestaanse boeddhist boeddhistisch jehova
afkomst etniciteit etnisch etnische allochtoon allochtone allochtonen autochtoon autochtone huidskleur
nationaliteit marokkaan marokkanen marokkaans marokkaanse turk turken turks turkse surinamer surinamers surinaams
surinaamse antilliaan antillianen antilliaans antilliaanse somaliër somalisch somalische syriër syrisch syrische
pools poolse roemeens roemeense bulgaars bulgaarse afrikaans afrikaanse eritrees eritrese vluchteling
vluchtelingen asielzoeker asielzoekers statushouder statushouders
diagnose diagnoses depressie depressies depressief depressieve psychose psychoses psychotisch psychotische
schizofreen schizofrene schizofrenie autisme autistisch autistische adhd borderline dementie dement demente
dementerend dementerende alzheimer verslaafd verslaafde verslaafden verslaving alcoholist alcoholiste alcoholisme
alcoholverslaving drugsverslaafd drugsverslaafde drugsverslaving medicijn medicijnen medicatie psychiater
psychiatrie psychiatrisch psychiatrische ggz burnout kanker hiv zwanger zwangerschap gehandicapt gehandicapte
handicap lvb suïcide suicide suïcidaal suïcidale suicidaal suicidale zelfmoord zelfdoding ptss reuma epilepsie
homo homoseksueel homoseksuele lesbisch lesbische biseksueel biseksuele transgender geaardheid seksueel seksuele
vakbond vakbondslid
strafblad veroordeeld veroordeelde veroordeling veroordelingen gevangenis gedetineerd gedetineerde detentie
reclassering tbs delict delicten misdrijf misdrijven crimineel criminele verdachte verdachten aangifte
"""
_SENSITIVE = frozenset(_FAITH_ORIGIN_HEALTH_LOVE_UNION_CRIME.split())
_WORD = re.compile(r"[^\W\d_]+")


def _sensitive(text: str) -> Iterator[Hit]:
    if _SENSITIVE.isdisjoint(_WORD.findall(text.lower())):
        return
    for word in _WORD.finditer(text):
        if word[0].lower() in _SENSITIVE:
            yield Hit(*word.span(), GEVOELIG)


_DETECTORS: tuple[Callable[[str], Iterator[Hit]], ...] = (
    _ibans,
    _mails,
    _phones,
    _bsns,
    _nines,
    _addresses,
    _areas,
    _sensitive,
)
"""The detectors, the surest first: what one found, the next leave alone."""

# Nearly every text has nothing to find. So before a detector looks, a look at the form of the text tells whether there
# can be anything for it: each letter an "a", each digit a "0", and the signs that may stand within a number or before
# it left out. Bytes are compared a hundred times quicker than patterns; what is no ASCII counts as a letter. A form may
# let too much through, never too little: a test holds it against all detectors.

_LETTERS = bytes({*range(65, 91), *range(97, 123), *range(128, 256)})
_FORM = bytes.maketrans(_LETTERS + b"0123456789", b"a" * len(_LETTERS) + b"0" * 10)
_BEFORE = b" .,"
_WITHIN = b" ().-/" + bytes(set("\u00a0\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u2015".encode()))
_WORDS_ONLY = bytes(c if c in _LETTERS else 32 for c in range(256))
_SENSITIVE_ASCII = frozenset(word.encode() for word in _SENSITIVE)


def _likely(text: str) -> Iterator[Callable[[str], Iterator[Hit]]]:
    """Yield the detectors that can find something in a text, in their order."""
    data = text.encode("utf-8", "surrogatepass")
    lower = data.lower()
    numbers, after_words = data.translate(_FORM, _WITHIN), data.translate(_FORM, _BEFORE)
    word_and_number = b"a0" in after_words
    if word_and_number or b"aa-00" in after_words:
        yield _ibans
    if b"@" in data or b"at]" in lower or b"at)" in lower:
        yield _mails
    if b"000000000" in numbers:
        yield from (_phones, _bsns, _nines)
    if word_and_number:
        yield _addresses
    if b"0000aa" in numbers:
        yield _areas
    if not (data.isascii() and _SENSITIVE_ASCII.isdisjoint(lower.translate(_WORDS_ONLY).split())):
        yield _sensitive
