"""Teams: who can go to a case, and who not."""

from __future__ import annotations
