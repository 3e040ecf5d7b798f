"""The toolkit of a coördinator buurtbemiddeling: cases, volunteers and agreements in plain files under git."""

from __future__ import annotations

__version__ = "0.1.0"
