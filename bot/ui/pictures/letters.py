"""Setting of text: one openly licensed typeface (Noto Sans KR, SIL OFL 1.1), measured, shortened, turned into sprites.

Everything that is cached is immutable and bounded, so that worker threads may share it for months.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil, floor

from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_ko import sans_path

from core.text import clean

FINE = 3
"""Text is set this many times larger and reduced: at the size itself, hinting shifts letters by whole pixels."""

ELLIPSIS = "…"
UNDRAWN = "□"


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: *size* in pixels to the em, *bold* in pixels added around each stroke."""

    size: int
    bold: float = 0.0


@dataclass(frozen=True, slots=True)
class Sprite:
    """A text as palette values; *left* and *top* lead from its start on the baseline to the image's corner."""

    image: Image.Image
    left: int
    top: int


@lru_cache(maxsize=4096)
def legible(text: str) -> str:
    """*text* cleaned, with nothing in it that the face cannot draw.

    A letter whose accent is lacking loses the accent, other unknown letters become one □, and pictographs are left
    out: the alternative text has them all.
    """
    shown = " ".join("".join(map(_drawn, clean(text))).split())
    return re.sub(rf"{UNDRAWN}(\s*{UNDRAWN})+", UNDRAWN, shown) or UNDRAWN[: len(text)]


@lru_cache(maxsize=4096)
def width(text: str, style: Style) -> int:
    """How many pixels *text* takes, its bold outline included; *text* is legible."""
    return ceil(_font(style.size * FINE).getlength(text) / FINE + 2 * style.bold) if text else 0


@lru_cache(maxsize=4096)
def fitted(text: str, style: Style, room: int) -> str:
    """*text* as it fits into *room* pixels: whole, or shortened to an ellipsis; empty where not even that fits."""
    whole = legible(text)
    if width(whole, style) <= room:
        return whole
    fits = bisect_right(range(len(whole)), room, key=lambda length: width(_cut(whole, length), style))
    return _cut(whole, fits - 1) if fits else ""


def wrapped(pieces: Sequence[str], style: Style, room: int) -> list[str]:
    """*pieces* joined by dots into lines of *room* pixels; only a piece too long for a line is broken, at its words."""
    lines = [""]
    for piece in map(legible, pieces):
        joined = f"{lines[-1]}  ·  {piece}" if lines[-1] else piece
        if width(joined, style) <= room:
            lines[-1] = joined
        else:
            lines += _broken(piece, style, room)
    return lines if lines[0] or len(lines) == 1 else lines[1:]


def _broken(piece: str, style: Style, room: int) -> list[str]:
    lines = [""]
    for word in piece.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, style) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def snug(text: str, styles: Sequence[Style], room: int) -> Style:
    """The first of *styles* in which *text* fits into *room* pixels; where none does, the last."""
    return next((style for style in styles if width(legible(text), style) <= room), styles[-1])


@lru_cache(maxsize=1024)
def sprite(text: str, style: Style, ramp: bytes) -> Sprite:
    """*text* (legible, not empty) drawn once with the values of *ramp*; that of a title is some 15 KB."""
    font, bold = _font(style.size * FINE), style.bold * FINE
    box = font.getbbox(text, anchor="ls", stroke_width=bold)
    left, top, right, bottom = floor(box[0] / FINE), floor(box[1] / FINE), ceil(box[2] / FINE), ceil(box[3] / FINE)
    mask = Image.new("L", ((right - left + 1) * FINE, (bottom - top) * FINE))
    ImageDraw.Draw(mask).text((-left * FINE, -top * FINE), text, 255, font, anchor="ls", stroke_width=bold)
    return Sprite(mask.reduce(FINE).point(ramp), left, top)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(sans_path()), size)


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip(" ,(-·") + ELLIPSIS


@lru_cache(maxsize=8192)
def _drawn(character: str) -> str:
    """*character* as the face can show it. Marks that NFC left alone are dropped: the face does not place them."""
    kind = unicodedata.category(character)[0]
    if character.isspace() or (kind != "M" and _covered(character)):
        return character
    if kind not in "LN":
        return ""
    base = _base(character)
    return base if base and _covered(base) else UNDRAWN


def _base(character: str) -> str:
    """``Ł`` is LATIN CAPITAL LETTER L WITH STROKE: the letter before the WITH, or nothing."""
    letter, accented, _ = unicodedata.name(character, "").partition(" WITH ")
    try:
        return unicodedata.lookup(letter) if accented else ""
    except KeyError:
        return ""


def _covered(character: str) -> bool:
    return _shape(character) != _shape("\U0010ffff")


def _shape(character: str) -> bytes:
    """The bare glyph: raqm would build a missing letter from parts and hide that it is missing."""
    return bytes(_bare_font().getmask(character))


@cache
def _bare_font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(sans_path()), 16, layout_engine=ImageFont.Layout.BASIC)
