"""The last answer to every request, on disk: asked again, the source only has to confirm it."""

import hashlib
import json
import logging
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sources.feed import Request

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept answer, when it was fetched, and the marks (RFC 9110 validators) by which the source knows it again."""

    body: bytes
    fetched_at: datetime
    etag: str | None = None
    last_modified: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the body only if it has changed."""
        marks = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: mark for name, mark in marks.items() if mark}


class Cache:
    """One file a request: a line of JSON that says what it is, then the body as it came.

    A file that is damaged counts as absent, and a disk that cannot be written to costs the copy, not the fetch. The
    methods block; call them in a thread.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, request: Request) -> Kept | None:
        """The last answer to *request*, if it is here and whole."""
        try:
            head, _, body = self._path(request).read_bytes().partition(b"\n")
            said = json.loads(head)
            if said["sha256"] != hashlib.sha256(body).hexdigest():
                return None
            fetched_at = datetime.fromisoformat(said["fetched_at"]).astimezone(UTC)
            return Kept(body, fetched_at, said["etag"], said["last_modified"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as wrong:
            log.warning("The kept answer of %s is not used: %s.", request.address, type(wrong).__name__)
            return None

    def keep(self, request: Request, kept: Kept) -> None:
        """Keep an answer in place of the one before, all of it or nothing."""
        head = {
            "address": request.address,
            "fetched_at": kept.fetched_at.isoformat(),
            "sha256": hashlib.sha256(kept.body).hexdigest(),
            "etag": kept.etag,
            "last_modified": kept.last_modified,
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _replace(self._path(request), json.dumps(head).encode() + b"\n" + kept.body)
        except OSError as wrong:
            log.warning("The answer of %s is not kept: %s.", request.address, wrong.strerror)

    def _path(self, request: Request) -> Path:
        asked = json.dumps([request.address, request.json], sort_keys=True)
        name = hashlib.sha256(asked.encode()).hexdigest()[:32]
        return self._folder / f"{urlsplit(request.address).hostname}-{name}"


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
