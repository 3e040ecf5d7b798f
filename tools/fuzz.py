"""Search with atheris for bytes on which reading, checking or editing raises anything: findings are the only answer.

    make fuzz                                    # ten minutes
    python tools/fuzz.py -max_total_time=60      # options are those of libFuzzer
    python tools/fuzz.py .fuzz/crash-…           # one input again

What was found is kept in `.fuzz/`, so that a next time goes on from there. Atheris guides itself by which lines of
`bb` an input reaches; there are no wheels of it for every Python and every machine, so it is an extra of its own.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

try:
    import atheris
except ImportError:
    print("OVERGESLAGEN: voor deze Python is atheris er niet, dus er is niet met willekeurige bytes gezocht.")
    print("Met een andere Python kan het wel, zoals: make fuzz VENV=.venv-3.12 PYTHON=python3.12")
    sys.exit(1 if os.environ.get("CI") else 0)

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

with atheris.instrument_imports(include=["bb"]):
    from bb.domain.codes import CODES
    from bb.domain.detectors import hits, mask
    from bb.domain.events import EVENTS
    from bb.domain.finding import Finding
    from bb.domain.records import KINDS, Organisatie
    from bb.domain.source import Source
    from bb.domain.types import keys_of
    from bb.files.convert import NewerFormat
    from bb.files.mend import mend
    from bb.files.splice import Refused, append_event, correct, remove_key, set_key, sort_events
    from bb.files.store import likely_organisation, load, read_file
    from bb.rules import RULES
    from bb.rules.around import around
    from bb.rules.checking import check, check_organisatie, check_text, context_of

KEPT = TOP / ".fuzz"
CLEAN = TOP / "tests" / "rules" / "clean"
TODAY = date(2026, 9, 1)
PATHS = ("casus/2026/2026-0001.md", "vrijwilligers/v-001.md", "netwerk/woonstad.md", "bb.yaml")
OTHERS = {path.relative_to(CLEAN).as_posix(): path.read_bytes() for path in sorted(CLEAN.rglob("*")) if path.is_file()}
REGISTER = load(OTHERS.items()).register
CONTEXT = context_of(REGISTER.organisatie, TODAY)
KNOWN = {*CODES, *(rule.CODE for rule in RULES)}
EVENT = "{op: 2026-06-11, wat: gesprek, met: A}"


def one_input(data: bytes) -> None:
    """Take these bytes as one file of an organisation (the first byte chooses which): check, mend and edit it."""
    path, content = PATHS[data[0] % len(PATHS)] if data else PATHS[0], data[1:]
    text = content.decode("utf-8", "replace")
    try:
        found = findings(path, content, text)
    except NewerFormat:
        return
    for one in found:
        assert one.code in KNOWN
        assert one.message
        assert one.position.line >= 1
        assert one.position.column >= 1
    assert len(mask(text)) == len(text)
    assert all(hit.start < hit.end for hit in hits(text))
    for changed in (
        mend(text, found),
        append_event(text, EVENT),
        set_key(text, ("wijk",), "noord"),
        remove_key(text, ("verloop", 0)),
        correct(text, 8, "op", "2026-01-01"),
        sort_events(text),
    ):
        assert isinstance(changed, str | Refused)


def findings(path: str, content: bytes, text: str) -> list[Finding]:
    """Return all that is wrong with one file among the files of the clean organisation."""
    if path == PATHS[-1]:
        organisatie, found = likely_organisation(content)
        more = check_organisatie(organisatie, context_of(organisatie, TODAY)) if organisatie else ()
    else:
        record, source, found = read_file(path, content)
        near = around(REGISTER.with_record(record), record) if record else around(REGISTER)
        more = check(near, TODAY, [source] if source and not record else [])
    return [*found, *more, *check_text(Source(path=path, text=text), CONTEXT)]


def words() -> Path:
    """Return a file with the names of all keys and events, for libFuzzer to put into inputs."""
    named = {name for cls in (*KINDS.values(), Organisatie) for name in keys_of(cls)}
    rows = [row for of_kind in EVENTS.values() for row in of_kind.values()]
    named |= {row.wat for row in rows} | {key.name for row in rows for key in row.keys}
    signs = ["---\\x0a", "\\x0a  - {op: 2026-06-01, wat: ", "\\xef\\xbb\\xbf", "\\x0d\\x0a", "}, ", "&a", "*a", "!!"]
    path = KEPT / "words"
    path.write_text("".join(f'"{word}"\n' for word in (*sorted(named), *signs)), "ascii")
    return path


def corpus() -> Path:
    """Return the folder with inputs to begin from: the clean organisation, and what was kept before."""
    folder = KEPT / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    for number, (path, content) in enumerate(OTHERS.items()):
        kind = next((index for index, one in enumerate(PATHS) if one.split("/")[0] == path.split("/")[0]), 0)
        (folder / f"clean-{number:03}").write_bytes(bytes([kind]) + content)
    return folder


def main() -> None:
    """Search until the time is over, or an input raises something; that input is kept and named."""
    inputs = [one for one in sys.argv[1:] if not one.startswith("-")]
    options = [one for one in sys.argv[1:] if one.startswith("-")]
    begin = inputs or [str(corpus())]
    limits = ["-max_total_time=600", "-max_len=65536", "-timeout=20", f"-artifact_prefix={KEPT}/", f"-dict={words()}"]
    atheris.Setup([sys.argv[0], *limits, *options, *begin], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
