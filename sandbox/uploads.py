"""Files that bots and members bring."""

import base64
import mimetypes
import re
import struct
from dataclasses import dataclass

from sandbox.errors import ApiError
from sandbox.world import Record, World

LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""


@dataclass(frozen=True)
class Upload:
    """One file on its way in; *place* is the n of ``files[n]``."""

    place: str
    name: str
    data: bytes


def keep(world: World, upload: Upload, *, folder: str, description: str | None = None) -> Record:
    """Store a file for a channel (*folder*) and give its record; refuses files over 10 MiB."""
    if len(upload.data) > LARGEST:
        raise ApiError(413, 40005, "Request entity too large")
    name = safe_name(upload.name)
    record: Record = {
        "id": world.ids.mint(),
        "folder": folder,
        "filename": name,
        "size": len(upload.data),
        "content_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "base64": base64.b64encode(upload.data).decode(),
    }
    if description:
        record["description"] = description
    size = picture_size(upload.data)
    if size:
        record["width"], record["height"] = size
    return world.files.put(record)


def safe_name(name: str) -> str:
    """A file name as Discord rewrites it: no folders, no blanks, no odd characters."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    return re.sub(r"[^\w.\-]+", "_", bare).strip("._") or "file"


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG, read from its header; ``None`` for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in {b"GIF87a", b"GIF89a"} and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    return _jpeg_size(data) if data[:2] == b"\xff\xd8" else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None


def shown(world: World, record: Record, *, private: bool = False) -> Record:
    """An attachment as Discord shows it."""
    url = f"{world.address}/attachments/{record['folder']}/{record['id']}/{record['filename']}"
    kept = {
        key: record[key]
        for key in ("id", "filename", "size", "content_type", "width", "height", "description")
        if key in record
    }
    return {**kept, "url": url, "proxy_url": url, **({"ephemeral": True} if private else {})}
