"""What is said of a chart file that cannot be read, or that does not say enough."""

from core.charts.naming import chart_key, platform_name
from core.errors import BadInput


class BadFile(BadInput):
    """A chart file that cannot be read; nothing of it is taken. *line* counts from 1, where one line is at fault."""

    def __init__(self, sentence: str, line: int | None = None) -> None:
        super().__init__(sentence)
        self.line = line


class Unsaid(BadInput):
    """Something that the file does not say: *question* asks it, *option* answers it, as with *example*."""

    def __init__(self, question: str, option: str, example: str) -> None:
        self.question, self.option, self.example = question, option, example
        super().__init__(f"{question} Say it in the option {option}, for example {option}: {example}.")

    def __reduce__(self) -> tuple[type["Unsaid"], tuple[str, str, str]]:
        """As it was made: a process that prepares a big file hands it over."""
        return type(self), (self.question, self.option, self.example)


def which_chart(platform: str | None, kind: str, cadence: str) -> Unsaid:
    """Asks for what a file does not say of its chart."""
    if platform is None:
        return Unsaid("Which chart is this?", "chart", "spotify-kr-weekly")
    example = chart_key(platform, "kr", kind, cadence)
    return Unsaid(f"Which country's {platform_name(platform)} list is this?", "chart", example)


def which_week(cadence: str) -> Unsaid:
    """Asks for the period that a file does not say."""
    asked = "Which day is this?" if cadence == "daily" else "Which week is this? Its last day is missing."
    return Unsaid(asked, "week", "2026-11-19")
