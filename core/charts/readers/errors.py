"""What is said of a chart file that cannot be read, or that does not say enough."""

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
