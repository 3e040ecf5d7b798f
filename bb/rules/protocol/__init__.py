"""The protocol: the steps each aanpak must show."""

from __future__ import annotations
