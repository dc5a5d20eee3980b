"""What the command line does with the shared catalogue: to files and from files, or filled with what ships."""

from collections.abc import Mapping
from pathlib import Path

import seeds
from bot.clock import machine
from bot.console import Answer
from bot.opening import open_rooms
from core.catalog.labels import shorten
from core.catalog.model import Catalogue
from core.errors import BadInput
from core.text import plural


async def seed(database: Path, folder: Path | None = None) -> Answer:
    """Fill the store with what ships, or add the catalogue files of *folder*; the same files again change nothing.

    Raises:
        SeedProblems: files are wrong; every problem is named with its file, line and key.
        BadInput: there is no such folder.
    """
    if folder is None:
        async with open_rooms(database, machine) as rooms:
            counts = _counts(rooms.catalog.of().catalogue)
        return Answer(f"The store holds the shipped catalogue: {_told(counts)}.", counts)
    found = _read(folder)
    async with open_rooms(database, machine) as rooms:
        before = rooms.catalog.of().catalogue
        changed = await rooms.catalog.add(found)
        await rooms.imports.rematch()  # also when a process before this one was stopped in between
        counts = _counts(rooms.catalog.of().catalogue)
    new = sum(counts.values()) - sum(_counts(before).values())
    did = (
        f"{plural(changed, 'thing')} of {folder} changed the catalogue, {new} of them new"
        if changed
        else "Nothing changed"
    )
    return Answer(f"{did}. The store holds {_told(counts)}.", {**counts, "changed": changed, "new": new})


async def export(database: Path, folder: Path) -> Answer:
    """Write the shared catalogue into *folder* as files that :func:`seed` takes; once more changes nothing.

    Raises:
        BadInput: the folder holds something else.
    """
    async with open_rooms(database, machine) as rooms:
        catalogue = rooms.catalog.of().catalogue
    texts = seeds.texts(catalogue, seeds.load().sources)
    written = _write(texts, folder)
    counts = _counts(catalogue)
    return Answer(
        f"{folder} holds {_told(counts)}; {plural(written, 'file')} written.",
        {**counts, "folder": str(folder), "files": len(texts), "written": written},
    )


def _read(folder: Path) -> Catalogue:
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder: name one with catalogue files, as ostbot export makes them.")
    return seeds.load(folder).catalogue


def _write(texts: Mapping[str, str], folder: Path) -> int:
    """Bring *folder* to hold *texts*; how many files that changed."""
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is a file: name a folder for the catalogue.")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if strange := sorted(there - texts.keys()):
        raise BadInput(f"{folder} holds {strange[0]}, which is not of this catalogue: name a new folder.")
    changed = [
        name for name, text in texts.items() if name not in there or (folder / name).read_bytes() != text.encode()
    ]
    try:
        for name in changed:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(texts[name].encode())
    except OSError as error:
        raise BadInput(
            f"{shorten(str(folder), 100)} cannot be written ({error.strerror}): name a folder where you may write."
        ) from error
    return len(changed)


def _counts(catalogue: Catalogue) -> dict[str, int]:
    return {"dramas": len(catalogue.dramas), "tracks": len(catalogue.tracks), "artists": len(catalogue.artists)}


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {thing}" for thing, number in counts.items())
