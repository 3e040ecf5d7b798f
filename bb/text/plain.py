"""Text that is safe on any terminal.

Files are written by people and arrive by merge and mail; what stands in them must not steer a terminal, hide itself or
make a print fail.
"""

from __future__ import annotations

import unicodedata

_ASCII = str.maketrans({
    "•": "*",
    "·": "*",
    "→": "->",
    "←": "<-",
    "↑": "^",
    "↓": "v",
    "–": "-",
    "—": "-",
    "−": "-",
    "‘": "'",
    "’": "'",
    "‚": ",",
    "“": '"',
    "”": '"',
    "„": '"',
    "…": "...",
    "€": "EUR",
    "×": "x",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "±": "+-",
    "✓": "v",
    "✗": "x",
    "─": "-",
    "│": "|",
    "█": "#",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "§": "par.",
    "°": " gr.",
})  # fmt: skip


def safe(text: str) -> str:
    """One line of text without anything that steers the terminal or changes what is read.

    Ends of lines and tabs become a space, other control characters and stray bytes a visible `U+FFFD`. Invisible
    format characters (writing direction, zero width, byte order mark) are dropped.

    >>> safe("klaar" + chr(27) + "[2J")
    'klaar\N{REPLACEMENT CHARACTER}[2J'
    """
    return text if text.isprintable() else "".join(map(_safe_character, text))


def _safe_character(character: str) -> str:
    match unicodedata.category(character):
        case "Cc":
            return " " if character in "\t\n\r\v\f\x85" else "\N{REPLACEMENT CHARACTER}"
        case "Zl" | "Zp":
            return " "
        case "Cf":
            return ""
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return character


def ascii_forms(text: str) -> str:
    """The text in ASCII: accents off, signs spelled, what has no form becomes `?`.

    >>> ascii_forms("café → één • 10 €")
    'cafe -> een * 10 EUR'
    """
    apart = unicodedata.normalize("NFKD", text.translate(_ASCII))
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return bare.encode("ascii", "replace").decode("ascii")


def encode_for(stream_encoding: str | None, text: str) -> str:
    """The text as far as a stream can show it; a character it cannot encode gets its ASCII form.

    Args:
        stream_encoding: `sys.stdout.encoding`; `None` or an unknown name counts as ASCII.
        text: what is to be printed.

    Returns:
        Text that `encode(stream_encoding)` accepts.

    >>> encode_for("latin-1", "één → twee")
    'één -> twee'
    """
    encoding = stream_encoding or "ascii"
    if _encodes(encoding, text):
        return text
    return "".join(
        character if _encodes(encoding, character) else ascii_forms(character)
        for character in unicodedata.normalize("NFC", text)
    )


def _encodes(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:
        return text.isascii()
    return True
