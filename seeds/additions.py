"""What a server adds to the catalogue, as files of the same shape as the shipped ones."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from core.catalog.model import Catalogue
from seeds.checks import Known
from seeds.load import artists_of, dramas_of
from seeds.problems import SeedProblems
from seeds.read import Reading
from seeds.shapes import AddedDramaShape
from seeds.write import texts

_OURS = ("tags.toml", "faq.toml", "SOURCES.md")
"""Files that say nothing of a server's own."""


class Additions:
    """Writes and reads them (``core.growth.exchange.Pages``)."""

    def write(self, catalogue: Catalogue) -> dict[str, str]:
        """The files of *catalogue*, name to text."""
        return {name: text for name, text in texts(catalogue, {}).items() if name not in _OURS}

    def read(self, files: Mapping[str, bytes], known: Catalogue) -> Catalogue:
        """What *files* (by harmless names) hold; they may name artists and tags of *known*.

        Raises:
            SeedProblems: with every problem of every file, each with its line and key.
        """
        with TemporaryDirectory(prefix="ostbot-") as folder:
            for name, data in files.items():
                path = Path(folder, name)
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(data)
            reading = Reading(Path(folder))
            artists = artists_of(reading) if "artists.toml" in files else {}
            people = None if artists is None else {*artists, *known.artists}
            read = tuple(dramas_of(reading, Known(None, people, known.tags), AddedDramaShape))
        if reading.problems:
            raise SeedProblems(reading.problems)
        return Catalogue(
            {drama.key: drama for drama, _ in read},
            artists or {},
            {track.key: track for _, mine in read for track in mine},
        )
