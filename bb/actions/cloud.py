"""Whether a folder lies in one that a cloud service copies elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

NAMES: Mapping[str, str] = {
    r"dropbox( \(.+\))?": "Dropbox",
    r"onedrive( ?- .+)?|skydrive": "OneDrive",
    r"google ?drive.*|my drive|mijn drive|googledrive-.+": "Google Drive",
    r"mobile documents|icloud ?drive|com~apple~clouddocs": "iCloud",
    r"cloudstorage": "een clouddienst",
    r"nextcloud.*": "Nextcloud",
    r"owncloud.*": "ownCloud",
    r"surfdrive": "SURFdrive",
    r"stack|transip stack": "STACK",
    r"pcloud ?drive|pcloud": "pCloud",
    r"box|box sync": "Box",
    r"mega|megasync": "MEGA",
    r"syncthing|sync": "Syncthing",
}
"""Names that services give the folder they copy, as patterns without capitals."""

MARKS: Mapping[str, str] = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".sync_": "Nextcloud",
    ".stfolder": "Syncthing",
    ".tmp.drivedownload": "Google Drive",
}
"""Files and folders that services leave in the folder they copy."""


def cloud_around(root: Path) -> str | None:
    """Return the service whose folder `root` is or lies in, None when there is none."""
    here = root.resolve()
    for folder in (here, *here.parents):
        for pattern, service in NAMES.items():
            if re.fullmatch(pattern, folder.name.lower()):
                return service
        for mark, service in MARKS.items():
            if (folder / mark).exists():
                return service
    return None
