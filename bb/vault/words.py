"""A passphrase to say on the telephone: ordinary Dutch words, drawn by the system's own randomness.

There are 256 words, so each is worth 8 bits, and eight of them 64. Opening an age file with a passphrase costs about a
second of work on purpose, so trying them all is out of anyone's reach.
"""

from __future__ import annotations

import math
import secrets
from typing import Final

_LIST: Final = """
aarde akker alarm ampul anker appel arend asfalt avond azijn bakker ballon balie banaan beker berg
beton bever bezem biels bijl blad bloem boot bord borstel brief bril broek brood brug bruin
bus cacao cello cirkel citroen club dak dansen deeg dekbed deur dier dijk doos dorp draad
druif duif duim eend eiland emmer engel erwt ezel fabriek fakkel feest fiets film fles fluit
forel foto gans garage gebak geit gitaar glas goud gras grens groen haan haard hamer hark
hert herfst hoed hond honing hooi huis ijzer insect jas jurk kaars kaas kabel kachel kamer
kapper kast kelder kers ketel kikker klok knie knoop koek koffer konijn kooi koper kraan krant
kreeft kroon kruik kuil kussen laars ladder lamp lantaarn lepel lichaam lijst linde lint luifel maan
mand markt mast matras meer melk merel meubel mier molen mond motor muis museum mus muur
naald nacht nagel neus noot oever olijf oor orgel oven paard paleis papier parel park peer
pen piano pijl plank plein poes poort potlood pruim punt raam radijs regen reiger riem ring
rivier rok roos rotonde saus schaap schip schoen schuur sjaal slak sleutel sloot sneeuw soep spiegel
spijker spons spoor stad stal steen ster stoel strand suiker tafel tak tang tapijt tent thee
tijger toren trap trein trommel tuin tulp tunnel uil vaas varen veer venster vijver vis vlag
vlinder voet vogel vork vos vuur wagen wand wasbak water weide wiel wijzer wilg winkel winter
wolk wortel zaag zadel zalm zand zebra zee zeep zeil ziel zilver zoen zolder zomer zwaan
"""

WORDS: Final = tuple(_LIST.split())
"""The words: easy to say, to hear and to write, and no two alike."""

HOW_MANY: Final = 8
BITS: Final = int(HOW_MANY * math.log2(len(WORDS)))
"""How many bits a passphrase is worth: what has to be guessed."""


def spoken_passphrase() -> str:
    """Return a new passphrase of eight words with a blank between them."""
    return " ".join(secrets.choice(WORDS) for _ in range(HOW_MANY))
