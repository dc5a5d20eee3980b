"""Catalogue files as they travel: one ``.toml`` or a ``.zip`` of them, within strict limits."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from core.catalog.labels import shorten
from core.errors import BadInput
from core.text import clean

MOST_FILES = 200
MOST_BYTES = 2 * 1024 * 1024
"""Of one upload, and again of all that is unpacked from it."""

_WANTED = re.compile(r"(dramas/[a-z0-9]+(-[a-z0-9]+)*\.toml|artists\.toml|SOURCES\.md)")
_IGNORED = {"tags.toml", "faq.toml"}
_WHAT = "send one drama's .toml file, an artists.toml, or the .zip that /data export makes"


def unpack(name: str, data: bytes) -> dict[str, bytes]:
    """The catalogue files of one upload by their names: ``artists.toml``, ``dramas/goblin.toml``.

    Raises:
        BadInput: it is too big, no such file, or an archive with anything else in it.
    """
    if len(data) > MOST_BYTES:
        raise BadInput(f"{_shown(name)} has {len(data) // 1024} KB; a catalogue file has at most 2048 KB.")
    if not data:
        raise BadInput(f"{_shown(name)} is empty: {_WHAT}.")
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _unzipped(name, data)
    stem = PurePosixPath(name.casefold()).name
    place = stem if stem == "artists.toml" else f"dramas/{stem}"
    if not _WANTED.fullmatch(place):
        raise BadInput(f"{_shown(name)} is no catalogue file: {_WHAT}; a drama's file is named after its key.")
    return {place: data}


def pack(files: Mapping[str, str]) -> bytes:
    """A zip of *files*; the same files make the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _unzipped(name: str, data: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MOST_FILES:
                raise BadInput(f"{_shown(name)} holds {len(members)} files; at most {MOST_FILES} fit.")
            for member in members:
                if member.filename in _IGNORED:
                    continue
                if not _WANTED.fullmatch(member.filename) or member.filename in found:
                    raise BadInput(f"{_shown(name)} holds “{_shown(member.filename)}”, no catalogue file: {_WHAT}.")
                with archive.open(member) as file:
                    found[member.filename] = file.read(left + 1)  # what the archive says of its sizes may be a lie
                left -= len(found[member.filename])
                if left < 0:
                    raise BadInput(f"{_shown(name)} unpacks to more than 2048 KB: split it.")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise BadInput(f"{_shown(name)} is a damaged or locked archive: {_WHAT}.") from error
    if not found:
        raise BadInput(f"{_shown(name)} holds no catalogue file: {_WHAT}.")
    return found


def _shown(name: str) -> str:
    return shorten(clean(name), 60) or "the file"
