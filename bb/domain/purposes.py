"""Why personal data are kept: the purposes that keys, events and classes name beside themselves.

Source: AVG (GDPR), articles 5(1)(b) and 30(1)(b): each use of personal data has a purpose, said beforehand.
"""

from __future__ import annotations

BEREIKEN = "mensen kunnen bereiken"
BEMIDDELEN = "de zaak beoordelen en bemiddelen"
KOPPELEN = "bemiddelaars kiezen die bij de zaak passen"
VOLGEN = "weten wat er is gebeurd en wat er nog moet gebeuren"
VERANTWOORDEN = "in aantallen verantwoorden wat er is gedaan"
BEGELEIDEN = "vrijwilligers kiezen, opleiden en begeleiden"
BEDANKEN = "vergoedingen betalen en vrijwilligers bedanken"
SAMENWERKEN = "samenwerken met wie verwijst of meebetaalt"
RECHTEN = "toestemming, verzoeken en klachten nakomen"
BEHEREN = "het werk verdelen, en zorgen dat alleen bevoegden erbij kunnen"

PURPOSES = (
    BEREIKEN,
    BEMIDDELEN,
    KOPPELEN,
    VOLGEN,
    VERANTWOORDEN,
    BEGELEIDEN,
    BEDANKEN,
    SAMENWERKEN,
    RECHTEN,
    BEHEREN,
)
"""All purposes, in the order a register of processing tells them."""
