"""Words of faith, origin, health, love, union or crime (AVG, articles 9 and 10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bb.domain.hit import GEVOELIG, Hit

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
SENSITIVE = frozenset(_FAITH_ORIGIN_HEALTH_LOVE_UNION_CRIME.split())
_WORD = re.compile(r"[^\W\d_]+")


def sensitive(text: str) -> Iterator[Hit]:
    """Yield the words; one look at all words of a text tells whether there is any."""
    if SENSITIVE.isdisjoint(_WORD.findall(text.lower())):
        return
    for word in _WORD.finditer(text):
        if word[0].lower() in SENSITIVE:
            yield Hit(*word.span(), GEVOELIG)
