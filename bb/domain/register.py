"""The register: one organisation with all its records, read and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bb.domain.kinds import FOLDERS
from bb.domain.records import Activiteit, Casus, Organisatie, Partner, Record, Vrijwilliger
from bb.domain.wishes import Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Everything read from one organisation's folder, by id, ids in order.

    `unread` holds, per kind of record, the ids whose file exists but could not be read: there is a
    finding about each, and a reference to one of them is not wrong. `wishes` is what dossiers tell that
    were opened to plan teams: private, and empty everywhere else.
    """

    organisatie: Organisatie
    casus: Mapping[str, Casus] = field(default_factory=dict)
    vrijwilliger: Mapping[str, Vrijwilliger] = field(default_factory=dict)
    partner: Mapping[str, Partner] = field(default_factory=dict)
    activiteit: Mapping[str, Activiteit] = field(default_factory=dict)
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)
    wishes: Wishes = field(default=Wishes(), repr=False)

    def of_kind(self, kind: str) -> Mapping[str, Record]:
        """Return the records of one kind (`casus`, `vrijwilliger`, `partner`, `activiteit`)."""
        found: Mapping[str, Mapping[str, Record]] = {
            "casus": self.casus,
            "vrijwilliger": self.vrijwilliger,
            "partner": self.partner,
            "activiteit": self.activiteit,
        }
        return found[kind]

    def knows(self, kind: str, id_: str) -> bool:
        """Tell whether a file for this record exists, read or not."""
        return id_ in self.of_kind(kind) or id_ in self.unread.get(kind, ())

    @property
    def known(self) -> Mapping[str, frozenset[str]]:
        """The ids of all records whose file exists, read or not, by kind."""
        return {kind: self.unread.get(kind, frozenset()).union(self.of_kind(kind)) for kind in FOLDERS}

    def with_record(self, record: Record) -> Register:
        """Return the register with one record added, or put in the place of the one with its id."""
        match record:
            case Casus():
                return replace(self, casus={**self.casus, record.id: record})
            case Vrijwilliger():
                return replace(self, vrijwilliger={**self.vrijwilliger, record.id: record})
            case Partner():
                return replace(self, partner={**self.partner, record.id: record})
            case Activiteit():
                return replace(self, activiteit={**self.activiteit, record.id: record})
            case _:
                return self
