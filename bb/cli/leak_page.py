"""What to do when personal data stand in a plain file: step by step, and honest about what cannot be undone."""

from __future__ import annotations

from bb.actions.leak import Leak
from bb.cli.output import say, say_heading
from bb.text.dates import short_day_nl
from bb.text.plurals import count_nl, join_nl


def say_leak(leak: Leak) -> None:
    """Print where it stands and stood, and the steps."""
    say_heading(f"Persoonsgegevens in {leak.path}")
    _say_found(leak)
    shared = [version for version in leak.versions if version.shared]
    say("\n1. Haal het uit het bestand, zodat nieuwe lezers het niet zien: bb edit " + leak.id)
    say("   Is de zaak gesloten en mag alles weg? Dan: bb forget " + leak.id + " --ground lek")
    say("2. Hoort het bij de zaak? Zet het in het dossier: bb dossier " + leak.id)
    say("3. Oude versies blijven in de geschiedenis staan. bb wist daar niets uit:")
    if not leak.elsewhere:
        say("   Deze map is nergens mee gedeeld, dus ze staan alleen hier en in back-ups.")
    elif shared:
        say("   Ze zijn al gedeeld. Elke kopie heeft ze, en op de gedeelde plek blijven ze staan.")
    else:
        say("   Ze zijn nog niet gedeeld. Deel niet (bb sync) voordat u besloot wat u doet.")
    say("   Helemaal weg kan alleen met een nieuwe map: zet de bestanden van nu over in een map zonder")
    say("   geschiedenis (bb init MAP), en laat iedereen die nemen en zijn oude map wissen, ook de gedeelde plek.")
    say("4. Overleg met wie over privacy gaat. Kan iemand er last van krijgen, dan is het een datalek: melden bij de")
    say("   Autoriteit Persoonsgegevens binnen 72 uur, en bij de mensen zelf als het risico groot is.")
    say("\nNiet terug te halen: wat iemand al las, kopieerde of uitprintte, en back-ups.")


def _say_found(leak: Leak) -> None:
    if leak.lines:
        told = join_nl([f"regel {line} ({kind})" for line, kind in leak.lines[:8]])
        say(f"Nu in het bestand: {told}" + (f" en nog {len(leak.lines) - 8}" if len(leak.lines) > 8 else "") + ".")
    else:
        say("In het bestand van nu herkent bb niets. Een gewone zin over iemand herkent bb niet: lees het zelf na.")
    if leak.versions:
        first = leak.versions[-1]
        many = count_nl(len(leak.versions), "versie", "versies")
        say(f"In de geschiedenis: {many}, de eerste van {short_day_nl(first.day)} (handeling {first.action}).")
    if not leak.names:
        say("Op namen is niet gezocht: de dossiers zijn op slot (bb keys unlock), of er is geen dossier meer.")
