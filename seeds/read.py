"""Reading the seed files: text to shapes. What cannot be read is noted, and the rest is read all the same."""

import re
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from seeds.problems import File
from seeds.shapes import HOW_TO_WRITE

S = TypeVar("S", bound=BaseModel)

_SOURCE = re.compile(r"^\| *`([^`]+)` *\| *([^|]+?) *\|")
_PLAIN = {
    "extra_forbidden": "there is no such key; remove it or correct its spelling",
    "missing": "is missing; add it",
    "date_type": "write a day as 2019-07-14, without quotes",
    "int_type": "write a whole number, without quotes",
    "string_type": "write a text, in quotes",
    "bool_type": "write true or false, without quotes",
    "list_type": "write a list, in square brackets",
}


class Reading:
    """All files of one seed folder while they are read and checked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[File] = []

    def open(self, name: str) -> tuple[File, str | None]:
        """The file under *name* (a path inside the folder) and its text; ``None`` where there is none to read."""
        text, why = None, ""
        try:
            text = (self.folder / name).read_bytes().decode("utf-8")
        except FileNotFoundError:
            why = "there is no such file"
        except UnicodeDecodeError as broken:
            why = f"the file is not UTF-8 from byte {broken.start} on"
        file = File(name, text or "")
        self.files.append(file)
        if why:
            file.wrong((), why)
        return file, text

    def shape(self, name: str, kind: type[S]) -> tuple[File, S | None]:
        """The TOML file under *name* as a *kind*; ``None`` when it has none of that shape to give."""
        file, text = self.open(name)
        if text is None:
            return file, None
        try:
            return file, kind.model_validate(tomllib.loads(text))
        except tomllib.TOMLDecodeError as broken:
            why, line = _syntax(broken)
            file.wrong_line(line or len(text.splitlines()), f"no TOML: {why}")
        except ValidationError as broken:
            for error in broken.errors(include_url=False, include_input=False):
                file.wrong(error["loc"], _in_words(error))
        return file, None

    def names(self, folder: str) -> list[str]:
        """The TOML files of a sub-folder, by name."""
        return sorted(f"{folder}/{path.name}" for path in (self.folder / folder).glob("*.toml"))

    def sources(self) -> dict[str, str]:
        """The table of ``SOURCES.md``: what each source id stands for."""
        _, text = self.open("SOURCES.md")
        rows = filter(None, map(_SOURCE.match, (text or "").splitlines()))
        return {row[1]: row[2] for row in rows}

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything noted in any file, in the order in which the files were read."""
        return tuple(problem for file in self.files for problem in file.problems)


def _syntax(broken: tomllib.TOMLDecodeError) -> tuple[str, int | None]:
    """What tomllib says, and the line it says it of; ``None`` for the end of the file."""
    why = str(broken)
    at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", why)
    if at is None:
        return why, None
    return why[: at.start()], int(at[1]) if at[1] else None


def _in_words(error: ErrorDetails) -> str:
    pattern = error.get("ctx", {}).get("pattern", "")
    sentence = error["msg"]
    return _PLAIN.get(error["type"]) or HOW_TO_WRITE.get(pattern) or sentence[:1].lower() + sentence[1:]
