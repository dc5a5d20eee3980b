"""Every problem of the seed files at once, each with its file, its line and its key."""

from core.errors import Refusal
from seeds.lines import Place, line_of, lines_of


class SeedProblems(Refusal):
    """The seed files hold mistakes. *problems* names each: ``dramas/x.toml:12: release.track.artists: ...``."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        count = f"{len(problems)} problem{'s' * (len(problems) != 1)}"
        super().__init__("\n".join((f"{count} in the seed files; correct each line and check again:", *problems)))


class File:
    """One seed file while it is checked: its name, its text, and what is wrong with it."""

    def __init__(self, name: str, text: str = "") -> None:
        self.name = name
        self._lines = lines_of(text)
        self._found: list[tuple[int, str]] = []

    def wrong(self, place: Place, why: str) -> None:
        """Note that the value at *place* is wrong, in a half sentence that says *why*."""
        key = ".".join(step for step in place if isinstance(step, str))
        self.wrong_line(line_of(self._lines, place), f"{key}: {why}" if key else why)

    def wrong_line(self, line: int, why: str) -> None:
        """Note a mistake that is known by its line only."""
        self._found.append((line, why))

    @property
    def problems(self) -> list[str]:
        """What was found, from top to bottom."""
        return [f"{self.name}:{line}: {why}" for line, why in sorted(self._found)]
