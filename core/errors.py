"""Refusals: what ostbot will not do, in the fan's words."""

from core.language import Language


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Something that cannot be done as asked; its text says what is wrong and what to do next.

    Every refusal words itself in one plain sentence (or two), names the allowed range or the nearest matches, and
    carries its facts as attributes for callers that want more than words. Its text is English; whoever reads Korean
    gets *ko*, where it was given. *exit_code* is what a program that ends because of it returns to its shell.
    """

    exit_code = 1

    def __init__(self, en: str = "", ko: str = "") -> None:
        super().__init__(en)  # one argument, so that it travels between processes; ko travels as an attribute
        self.ko = ko or en

    def said(self, language: Language) -> str:
        """Its text in *language*."""
        return language.say(str(self), self.ko)


class NotFound(Refusal):
    """What was asked for is not here; the text names the nearest matches where there are any."""


class NotAllowed(Refusal):
    """The person asking may not do this; the text names who may."""


class BadInput(Refusal):
    """What was typed or sent cannot be read; the text shows how to write it."""


class NotStored(Refusal):
    """The store does not take or give something, for a reason that lies in the machine; nothing is half done.

    *passes* says whether it may work again by itself.
    """

    passes = True
