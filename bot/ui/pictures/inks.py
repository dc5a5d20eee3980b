"""The colours: two themes, each a palette in which every ink fades into every ground it meets.

The hues are those of Okabe and Ito (Color Universal Design, 2008), lightened or darkened until each reads at 4.5 : 1
or better on its grounds: readers with any kind of colour vision tell them apart, and no meaning rests on them alone.
"""

from enum import StrEnum
from functools import cache
from itertools import product

from bot.ui.pictures.values import Theme

RGB = tuple[int, int, int]

STEPS = 11
"""Shades from a ground to an ink. Twice as many would not be seen, and would not fit into 256 entries."""


class Ink(StrEnum):
    """What a colour is for."""

    GROUND = "ground"
    PANEL = "panel"
    RULE = "rule"
    TEXT = "text"
    SOFT = "soft"
    UP = "up"
    DOWN = "down"
    NEW = "new"


GROUNDS = (Ink.GROUND, Ink.PANEL)
READ = (Ink.TEXT, Ink.SOFT, Ink.UP, Ink.DOWN, Ink.NEW)
"""The inks that carry words and numbers."""

PAIRS = (*product((*READ, Ink.RULE), GROUNDS), (Ink.GROUND, Ink.NEW), (Ink.PANEL, Ink.GROUND))
"""Every ink with every ground it is drawn on."""

COLOURS: dict[Theme, dict[Ink, str]] = {
    Theme.DARK: {
        Ink.GROUND: "#11141c",
        Ink.PANEL: "#1d2333",
        Ink.RULE: "#2b3245",
        Ink.TEXT: "#f6f7fb",
        Ink.SOFT: "#b3bccd",
        Ink.UP: "#56b4e9",
        Ink.DOWN: "#f0a92e",
        Ink.NEW: "#f0e442",
    },
    Theme.LIGHT: {
        Ink.GROUND: "#fcfbf8",
        Ink.PANEL: "#eaeff8",
        Ink.RULE: "#d9dce4",
        Ink.TEXT: "#141821",
        Ink.SOFT: "#4a5365",
        Ink.UP: "#005f99",
        Ink.DOWN: "#a34a00",
        Ink.NEW: "#6b1d5c",
    },
}


class Inks:
    """The palette of one theme: picture values are numbers in it."""

    def __init__(self, theme: Theme) -> None:
        colours = {ink: _rgb(code) for ink, code in COLOURS[theme].items()}
        shades = list(colours.values())
        self._flat = {ink: number for number, ink in enumerate(colours)}
        self._ramps: dict[tuple[Ink, Ink], bytes] = {}
        for ink, ground in PAIRS:
            first = len(shades)
            shades += [_mixed(colours[ink], colours[ground], step / STEPS) for step in range(1, STEPS)]
            values = (self._flat[ground], *range(first, first + STEPS - 1), self._flat[ink])
            self._ramps[ink, ground] = bytes(values[(cover * STEPS + 127) // 255] for cover in range(256))
        self.palette = bytes(channel for shade in shades for channel in shade)

    def flat(self, ink: Ink) -> int:
        """The value of *ink* where it covers wholly."""
        return self._flat[ink]

    def ramp(self, ink: Ink, ground: Ink) -> bytes:
        """For each cover from 0 to 255 the value of *ink* over *ground*; ``KeyError`` for a pair never drawn."""
        return self._ramps[ink, ground]


@cache
def inks_of(theme: Theme) -> Inks:
    """The palette of *theme*, built once."""
    return Inks(theme)


def _rgb(code: str) -> RGB:
    red, green, blue = bytes.fromhex(code[1:])
    return red, green, blue


def _mixed(ink: RGB, ground: RGB, share: float) -> RGB:
    red, green, blue = (round(g + (i - g) * share) for i, g in zip(ink, ground, strict=True))
    return red, green, blue
