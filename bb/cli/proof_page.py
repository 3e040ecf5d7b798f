"""A proof of erasure as a page and as JSON: what was looked at, what was found, and what is not proven."""

from __future__ import annotations

from collections.abc import Iterator

from bb.actions.prove import Proof, Scan
from bb.cli.output import note, say, say_heading
from bb.text.dates import day_nl
from bb.text.plurals import count_nl, join_nl

_MOST = 5


def say_proof(proof: Proof) -> None:
    """Print the proof on stdout, and what it comes to on stderr."""
    say_heading(f"Bewijs van {day_nl(proof.day)}: {_listed(proof.ids)}")
    places = (
        ("De geschiedenis hier, alle versies", proof.history),
        ("De andere bestanden van bb op deze computer", proof.files),
        ("De gedeelde plek", proof.there),
    )
    for name, scan in places:
        if scan is not None:
            say(f"\n{name}: {'niets gevonden' if scan.clean else 'NIET SCHOON'}")
            for line in _told(scan, names=proof.searched):
                say(f"  {line}")
    say("\nNiet bewezen, want daar kan bb niet bij:")
    for one in proof.unproven:
        say(f"  - {one}")
    if proof.waits:
        note("Op de gedeelde plek staat de oude sleutelring nog. Deel dit nu (bb sync), en bewijs het daarna opnieuw.")
    elif not proof.holds:
        note("Het bewijs is niet rond: er is nog iets gevonden. Hierboven staat waar.")


def proof_row(proof: Proof) -> dict[str, object]:
    """Return the proof for a program; it names objects and files, never what stands in them."""
    return {
        "op": proof.day,
        "bewezen": proof.holds,
        "bewezen_hier": proof.here,
        "bewezen_gedeeld": None if proof.there is None else proof.there.clean and not proof.waits,
        "namen_gezocht": proof.searched,
        "geschiedenis": _row(proof.history),
        "bestanden": _row(proof.files),
        "gedeeld": _row(proof.there),
        "niet_bewezen": list(proof.unproven),
    }


def _row(scan: Scan | None) -> dict[str, object] | None:
    if scan is None:
        return None
    return {
        "schoon": scan.clean,
        "objecten": scan.objects,
        "verzegeld": scan.sealed,
        "verzegeld_geopend": scan.opened,
        "sleutelringen": scan.rings,
        "sleutels_geprobeerd": scan.keys,
        "versies": scan.versions,
        "versies_geopend": len(scan.readable),
        "andere": scan.others,
        "andere_geopend": scan.others_opened,
        "met_sleutel": list(scan.with_key),
        "leesbaar": list(scan.readable),
        "tekst": list(scan.plain),
    }


def _told(scan: Scan, *, names: bool) -> Iterator[str]:
    keys = count_nl(scan.keys, "sleutel", "sleutels")
    yield f"{count_nl(scan.objects, 'stuk', 'stukken')} bekeken, {keys} geprobeerd"
    if scan.sealed:
        yield f"versleutelde bestanden, met uw sleutel geopend: {scan.opened} van de {scan.sealed}"
    if scan.versions:
        versions = count_nl(scan.versions, "versie", "versies")
        yield f"{versions} hiervan in de geschiedenis, waarvan er {len(scan.readable) or 'geen'} opengaan"
    if scan.others:
        yield f"van de {scan.others} andere versies gaan er {scan.others_opened} open"
    if names:
        yield f"namen, adressen en zinnen uit het dossier: {_where(scan.plain)}"
    if scan.with_key:
        yield f"een sleutel staat nog in: {_where(scan.with_key)}"
    if scan.readable:
        yield f"nog te lezen: {_where(scan.readable)}"


def _where(names: tuple[str, ...]) -> str:
    if not names:
        return "nergens gevonden"
    shown = [name[:12] if len(name) in (40, 64) else name for name in names[:_MOST]]
    return join_nl(shown) if len(names) <= _MOST else f"{', '.join(shown)} en nog {len(names) - _MOST}"


def _listed(ids: tuple[str, ...]) -> str:
    return join_nl(ids) if len(ids) <= _MOST else f"{', '.join(ids[:_MOST])} en nog {len(ids) - _MOST}"
