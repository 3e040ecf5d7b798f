"""What must hold: every rule, by what it is about and in the order it is asked.

A rule is one module (`bb.rules.rule` says what it holds); its file is named after its code and stands in the folder
of its subject. A new rule is one file and one line in a tuple here: nothing is registered by being imported.

`check` asks all of them about a register. The rules in `PER_RECORD` need one file, the settings and the names of the
other files, so they can be asked where a file is read (`check_record`); those in `ACROSS` need the whole register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from bb.domain.finding import Finding
from bb.domain.records import Activiteit, Casus, Organisatie, Partner, Record, Vrijwilliger
from bb.domain.register import Register
from bb.domain.source import Source
from bb.domain.words import vocabularies
from bb.domain.workdays import calendar_of
from bb.rules.case import Case, case_of
from bb.rules.closing import (
    bb421_reason,
    bb422_aftercare,
    bb423_not_holding,
    bb424_coding,
    bb425_no_consent,
    bb426_treated,
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
)
from bb.rules.consent import (
    bb431_hand_over,
    bb432_feedback,
    bb433_other_partner,
    bb434_referral,
)
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
from bb.rules.rule import Context, Rule
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
from bb.rules.teams import Linked, linked
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
from bb.rules.waivers import Waiving, waiving
from bb.rules.written import Written, written

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
"""Rules about any record and about `bb.yaml`."""

OF_RECORD: tuple[Rule[Record], ...] = (
    bb202_expired_word,
    bb203_own_field,
    bb204_own_value,
    bb211_unknown_partner,
    bb215_unknown_volunteer,
    bb216_unknown_case,
    bb403_order,
    bb404_future,
    bb405_needs_earlier,
    bb413_day_gone_by,
    bb418_from_until,
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
    bb421_reason,
    bb422_aftercare,
    bb423_not_holding,
    bb424_coding,
    bb425_no_consent,
    bb426_treated,
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
)
"""Rules about `bb.yaml` alone."""

OF_REGISTER: tuple[Rule[Register], ...] = (bb605_contact,)
"""Rules about what all records say together."""

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
    *OF_RECORD,
    *OF_CASUS,
    *OF_CASE,
    *OF_VRIJWILLIGER,
    *OF_PARTNER,
    *OF_ACTIVITEIT,
    *OF_ORGANISATIE,
)
"""The rules about one file, in order."""

ACROSS: tuple[Rule[Any], ...] = (*OF_REGISTER, *OF_TEAM, *OF_WAIVING)
"""The rules about more than one file, in order."""

RULES: tuple[Rule[Any], ...] = tuple(sorted((*PER_RECORD, *ACROSS), key=lambda rule: rule.CODE))
"""Every rule, by code: for the reference and `bb explain`."""


def context_of(
    organisatie: Organisatie, today: date, known: Mapping[str, frozenset[str]] = MappingProxyType({})
) -> Context:
    """Return what the rules may know of an organisation on a day; `known` are the ids that have a file, by kind."""
    return Context(
        organisatie=organisatie,
        today=today,
        calendar=calendar_of(organisatie.gesloten),
        words=vocabularies(organisatie),
        codes=frozenset(rule.CODE for rule in RULES),
        known=known,
    )


def check(register: Register, today: date) -> tuple[Finding, ...]:
    """Return everything the rules find wrong in a register as it stands on `today`, by file and place.

    Call it only when `bb.yaml` could be read: without wijken and words every record seems wrong;
    `check_texts` can always be asked. Files that could not be read are not in a register.
    """
    context = context_of(register.organisatie, today, register.known)
    cases = {id_: case_of(casus, today) for id_, casus in register.casus.items()}
    found: dict[str, list[Finding]] = {}
    for finding in _across(register, tuple(cases.values()), context):
        found.setdefault(finding.path, []).append(finding)
    kept = [*check_organisatie(register.organisatie, context)]
    for record in _records(register):
        subject = cases[record.id] if isinstance(record, Casus) else record
        left = waiving(record, (*_about(subject, context), *found.get(record.source.path, ())))
        kept += (*left.kept, *_ask(OF_WAIVING, left, context))
    return tuple(sorted(kept))


def check_record(record: Record, context: Context) -> tuple[Finding, ...]:
    """Return what the rules about one file find in a record, what it waives left out."""
    subject = case_of(record, context.today) if isinstance(record, Casus) else record
    return tuple(sorted(waiving(record, _about(subject, context)).kept))


def check_organisatie(organisatie: Organisatie, context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in `bb.yaml` itself."""
    found = [
        *_ask(OF_TEXT, written(organisatie.source), context),
        *_ask(OF_FILE, organisatie, context),
        *_ask(OF_ORGANISATIE, organisatie, context),
    ]
    return tuple(sorted(found))


def check_text(source: Source, context: Context) -> tuple[Finding, ...]:
    """Return the personal data in any text: a file that could not be read further, a commit message."""
    return tuple(sorted(_ask(OF_TEXT, written(source), context)))


def check_texts(sources: Iterable[Source], context: Context) -> tuple[Finding, ...]:
    """Return the personal data in some files, whatever else is wrong with them."""
    return tuple(found for source in sources for found in check_text(source, context))


def explain(code: str) -> Explanation | None:
    """Return what the rule with this code says about itself, None when there is no such rule."""
    return next((explanation(rule) for rule in RULES if code == rule.CODE), None)


def _ask(rules: Iterable[Rule[Any]], subject: object, context: Context) -> Iterator[Finding]:
    for rule in rules:
        yield from rule.check(subject, context)


def _about(subject: Record | Case, context: Context) -> Iterator[Finding]:
    record = subject.casus if isinstance(subject, Case) else subject
    yield from _ask(OF_TEXT, written(record.source), context)
    yield from _ask(OF_FILE, record, context)
    yield from _ask(OF_RECORD, record, context)
    match subject:
        case Case():
            yield from _ask(OF_CASUS, record, context)
            yield from _ask(OF_CASE, subject, context)
        case Vrijwilliger():
            yield from _ask(OF_VRIJWILLIGER, record, context)
        case Partner():
            yield from _ask(OF_PARTNER, record, context)
        case Activiteit():
            yield from _ask(OF_ACTIVITEIT, record, context)
        case _:
            pass


def _across(register: Register, cases: Iterable[Case], context: Context) -> Iterator[Finding]:
    yield from _ask(OF_REGISTER, register, context)
    for one in linked(register, cases):
        yield from _ask(OF_TEAM, one, context)


def _records(register: Register) -> Iterator[Record]:
    for of_kind in (register.casus, register.vrijwilliger, register.partner, register.activiteit):
        yield from of_kind.values()
