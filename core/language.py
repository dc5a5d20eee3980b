"""The languages in which posts and notices are written."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A server's language; a schedule may have one of its own."""

    EN = "en"
    KO = "ko"

    def say(self, en: str, ko: str) -> str:
        """Whichever of the two is in this language."""
        return ko if self is Language.KO else en


@dataclass(frozen=True, slots=True)
class Words:
    """The same said twice."""

    en: str
    ko: str

    def said(self, language: Language) -> str:
        """What it is in *language*."""
        return self.ko if language is Language.KO else self.en

    def filled(self, **facts: object) -> "Words":
        """Both with *facts* in their places."""
        return Words(self.en.format(**facts), self.ko.format(**facts))
