"""What is said of a chart file that cannot be read."""

from core.errors import BadInput


class BadFile(BadInput):
    """A chart file that cannot be read; nothing of it is taken. *line* counts from 1, where one line is at fault."""

    def __init__(self, sentence: str, line: int | None = None) -> None:
        super().__init__(sentence)
        self.line = line
