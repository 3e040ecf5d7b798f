"""What must hold: every rule, by what it is about and in the order it is asked.

A rule is one module (`bb.rules.rule` says what it holds); its file is named after its code and stands in the folder
of its subject. A new rule is one file and one line in a tuple here: nothing is registered by being imported.

`bb.rules.checking` asks them. The rules in `PER_RECORD` need one file, the settings and the names of the other files,
so they can be asked where a file is read; those in `ACROSS` need something of all files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bb.domain.records import Activiteit, Casus, Organisatie, Partner, Record, Vrijwilliger
from bb.rules.case import Case
from bb.rules.closing import (
    bb421_reason,
    bb422_aftercare,
    bb423_not_holding,
    bb424_coding,
    bb425_no_consent,
    bb426_treated,
    bb427_forgotten_open,
)
from bb.rules.configuration import (
    bb801_number_blocks,
    bb802_neighbours,
    bb803_same_id,
    bb804_term_events,
    bb805_term_never,
    bb806_norms,
    bb807_protocol,
    bb808_matching,
    bb809_word_lists,
    bb810_own_fields,
    bb811_criteria,
    bb812_unexplained,
    bb813_year_plan,
)
from bb.rules.consent import (
    bb431_hand_over,
    bb432_feedback,
    bb433_other_partner,
    bb434_referral,
    bb435_still_there,
)
from bb.rules.contacts import Contacts
from bb.rules.exceptions import (
    bb901_unknown_rule,
    bb902_nothing_waived,
)
from bb.rules.explain import Explanation, explanation
from bb.rules.journal import (
    bb401_melding_first,
    bb402_melding_once,
    bb403_order,
    bb404_future,
    bb405_needs_earlier,
    bb406_not_suitable,
    bb407_contra,
    bb408_closed,
    bb409_reopening,
    bb410_not_on_hold,
    bb411_not_asked,
    bb412_unknown_party,
    bb413_day_gone_by,
    bb414_agreements_twice,
    bb415_double,
    bb416_letters,
    bb417_aftercare_answer,
    bb418_from_until,
    bb419_not_yet,
    bb420_request,
)
from bb.rules.partners import (
    bb701_agreement_ended,
    bb702_not_measurable,
    bb703_unknown_promise,
    bb711_which_training,
    bb712_there_and_not,
)
from bb.rules.privacy import (
    bb301_phone,
    bb302_mail,
    bb303_iban,
    bb304_bsn,
    bb305_nine_digits,
    bb306_postcode_number,
    bb307_street_number,
    bb308_postcode,
    bb309_sensitive_word,
)
from bb.rules.protocol import (
    bb441_steps,
)
from bb.rules.references import (
    bb211_unknown_partner,
    bb212_unknown_coordinator,
    bb213_unknown_wijk,
    bb214_unknown_gemeente,
    bb215_unknown_volunteer,
    bb216_unknown_case,
    bb217_own_case,
    bb218_number_outside_blocks,
)
from bb.rules.rule import Rule
from bb.rules.team import (
    bb501_twice,
    bb502_size,
    bb503_training,
    bb504_not_active,
    bb505_excluded,
    bb506_own_wijk,
    bb507_maximum,
    bb508_coach,
    bb509_rather_not,
    bb510_unknown_requirement,
)
from bb.rules.teams import Linked
from bb.rules.vocabulary import (
    bb201_unknown_word,
    bb202_expired_word,
    bb203_own_field,
    bb204_own_value,
)
from bb.rules.volunteers import (
    bb601_agreement,
    bb602_basic_training,
    bb603_agreement_ended,
    bb604_vog,
    bb605_contact,
)
from bb.rules.waivers import Waiving
from bb.rules.written import Written

OF_TEXT: tuple[Rule[Written], ...] = (
    bb301_phone,
    bb302_mail,
    bb303_iban,
    bb304_bsn,
    bb305_nine_digits,
    bb306_postcode_number,
    bb307_street_number,
    bb308_postcode,
    bb309_sensitive_word,
)
"""Rules about any file as text."""

OF_FILE: tuple[Rule[Record | Organisatie], ...] = (
    bb201_unknown_word,
    bb212_unknown_coordinator,
    bb213_unknown_wijk,
    bb214_unknown_gemeente,
)
"""Rules about what any record and `bb.yaml` name."""

OF_NAMES: tuple[Rule[Record], ...] = (
    bb202_expired_word,
    bb211_unknown_partner,
    bb215_unknown_volunteer,
    bb216_unknown_case,
)
"""Rules about what a record names."""

OF_RECORD: tuple[Rule[Record], ...] = (
    bb203_own_field,
    bb204_own_value,
    bb403_order,
    bb404_future,
    bb405_needs_earlier,
    bb413_day_gone_by,
    bb418_from_until,
    bb420_request,
    bb435_still_there,
    bb901_unknown_rule,
)
"""Rules about a record of any kind."""

OF_CASUS: tuple[Rule[Casus], ...] = (
    bb218_number_outside_blocks,
    bb416_letters,
)
"""Rules about the header of a case."""

OF_CASE: tuple[Rule[Case], ...] = (
    bb217_own_case,
    bb401_melding_first,
    bb402_melding_once,
    bb406_not_suitable,
    bb407_contra,
    bb408_closed,
    bb409_reopening,
    bb410_not_on_hold,
    bb411_not_asked,
    bb412_unknown_party,
    bb414_agreements_twice,
    bb415_double,
    bb417_aftercare_answer,
    bb419_not_yet,
    bb421_reason,
    bb422_aftercare,
    bb423_not_holding,
    bb424_coding,
    bb425_no_consent,
    bb426_treated,
    bb427_forgotten_open,
    bb431_hand_over,
    bb432_feedback,
    bb433_other_partner,
    bb434_referral,
    bb441_steps,
    bb510_unknown_requirement,
)
"""Rules about the journal of a case."""

OF_VRIJWILLIGER: tuple[Rule[Vrijwilliger], ...] = (
    bb601_agreement,
    bb603_agreement_ended,
    bb604_vog,
)
"""Rules about a volunteer."""

OF_PARTNER: tuple[Rule[Partner], ...] = (
    bb701_agreement_ended,
    bb702_not_measurable,
    bb703_unknown_promise,
)
"""Rules about a partner."""

OF_ACTIVITEIT: tuple[Rule[Activiteit], ...] = (
    bb711_which_training,
    bb712_there_and_not,
)
"""Rules about an activity."""

OF_KIND: Mapping[type[Record], tuple[Rule[Any], ...]] = {
    Casus: OF_CASUS,
    Vrijwilliger: OF_VRIJWILLIGER,
    Partner: OF_PARTNER,
    Activiteit: OF_ACTIVITEIT,
}
"""The rules about one kind of record."""

OF_ORGANISATIE: tuple[Rule[Organisatie], ...] = (
    bb801_number_blocks,
    bb802_neighbours,
    bb803_same_id,
    bb804_term_events,
    bb805_term_never,
    bb806_norms,
    bb807_protocol,
    bb808_matching,
    bb809_word_lists,
    bb810_own_fields,
    bb811_criteria,
    bb812_unexplained,
    bb813_year_plan,
)
"""Rules about `bb.yaml` alone."""

OF_CONTACTS: tuple[Rule[Contacts], ...] = (bb605_contact,)
"""Rules about when who was spoken with."""

OF_TEAM: tuple[Rule[Linked], ...] = (
    bb501_twice,
    bb502_size,
    bb503_training,
    bb504_not_active,
    bb505_excluded,
    bb506_own_wijk,
    bb507_maximum,
    bb508_coach,
    bb509_rather_not,
    bb602_basic_training,
)
"""Rules about a koppeling and its people."""

OF_WAIVING: tuple[Rule[Waiving], ...] = (bb902_nothing_waived,)
"""Rules about what a record waives, asked when all others were."""

PER_RECORD: tuple[Rule[Any], ...] = (
    *OF_TEXT,
    *OF_FILE,
    *OF_NAMES,
    *OF_RECORD,
    *OF_CASUS,
    *OF_CASE,
    *OF_VRIJWILLIGER,
    *OF_PARTNER,
    *OF_ACTIVITEIT,
    *OF_ORGANISATIE,
)
"""The rules about one file, in order."""

ACROSS: tuple[Rule[Any], ...] = (*OF_CONTACTS, *OF_TEAM, *OF_WAIVING)
"""The rules about more than one file, in order."""

RULES: tuple[Rule[Any], ...] = tuple(sorted((*PER_RECORD, *ACROSS), key=lambda rule: rule.CODE))
"""Every rule, by code: for the reference and `bb explain`."""


def explain(code: str) -> Explanation | None:
    """Return what the rule with this code says about itself, None when there is no such rule."""
    return next((explanation(rule) for rule in RULES if code == rule.CODE), None)
