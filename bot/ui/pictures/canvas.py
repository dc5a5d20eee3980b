"""A sheet to draw on in palette values, with text and shapes from bounded caches."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import Literal

from PIL import Image, ImageDraw

from bot.ui.pictures.inks import Ink, inks_of
from bot.ui.pictures.letters import Style, fitted, sprite, width
from bot.ui.pictures.values import Theme

FINE = 4
"""Shapes are drawn this many times larger and reduced: Pillow does not smooth their edges."""

COMPRESSION = 4
"""Of zlib's levels: 6 takes half as long again for a file one twentieth smaller."""

_TOUCHED = bytes((0,)) + bytes((255,)) * 255

Align = Literal["left", "centre", "right"]
Box = tuple[int, int, int, int]


class Canvas:
    """One picture in the making; it belongs to the thread that draws it."""

    def __init__(self, wide: int, high: int, theme: Theme) -> None:
        self._inks = inks_of(theme)
        self._image = Image.new("L", (wide, high), self._inks.flat(Ink.GROUND))
        self._pen = ImageDraw.Draw(self._image)

    def text(
        self,
        at: tuple[int, int],
        words: str,
        style: Style,
        *,
        room: int,
        ink: Ink = Ink.TEXT,
        ground: Ink = Ink.GROUND,
        align: Align = "left",
    ) -> int:
        """Set *words* on the baseline through *at*, shortened to *room* pixels; returns the pixels they take."""
        shown = fitted(words, style, room)
        if not shown:
            return 0
        wide = width(shown, style)
        start = at[0] - {"left": 0, "centre": wide // 2, "right": wide}[align]
        drawn = sprite(shown, style, self._inks.ramp(ink, ground))
        self._image.paste(drawn.image, (start + drawn.left, at[1] + drawn.top))
        return wide

    def rule(self, box: Box, ink: Ink = Ink.RULE) -> None:
        """A plain rectangle, its right and bottom edge not included."""
        left, top, right, bottom = box
        self._pen.rectangle((left, top, right - 1, bottom - 1), self._inks.flat(ink))

    def panel(self, box: Box, radius: int, ink: Ink, ground: Ink = Ink.GROUND, *, line: int = 0) -> None:
        """A rectangle with round corners: filled, or a frame *line* pixels thick."""
        left, top, right, bottom = box
        mask = _rounded(right - left, bottom - top, radius, line)
        self._image.paste(mask.point(self._inks.ramp(ink, ground)), (left, top))

    def arrow(self, at: tuple[int, int], size: int, *, up: bool, ink: Ink, ground: Ink = Ink.GROUND) -> None:
        """A triangle *size* pixels wide whose upper left corner is *at*."""
        self._image.paste(_triangle(size, up).point(self._inks.ramp(ink, ground)), at)

    def paint(self, cover: Image.Image, at: tuple[int, int], ink: Ink, ground: Ink = Ink.GROUND) -> None:
        """*ink* where *cover* is above 0, over whatever is there."""
        self._image.paste(cover.point(self._inks.ramp(ink, ground)), at, cover.point(_TOUCHED))

    def png(self) -> bytes:
        """The picture as PNG bytes, the same for the same picture."""
        self._image.putpalette(self._inks.palette)
        file = BytesIO()
        self._image.save(file, "PNG", compress_level=COMPRESSION)
        return file.getvalue()


def smooth(wide: int, high: int, draw: Callable[[ImageDraw.ImageDraw, int], None]) -> Image.Image:
    """The cover of a shape, 0 to 255 a pixel: *draw* gets a pen on a mask ``FINE`` times larger, and that factor."""
    mask = Image.new("L", (wide * FINE, high * FINE))
    draw(ImageDraw.Draw(mask), FINE)
    return mask.reduce(FINE)


@lru_cache(maxsize=64)
def _rounded(wide: int, high: int, radius: int, line: int) -> Image.Image:
    def draw(pen: ImageDraw.ImageDraw, fine: int) -> None:
        box = (0, 0, wide * fine - 1, high * fine - 1)
        pen.rounded_rectangle(box, radius * fine, 0 if line else 255, 255, line * fine)

    return smooth(wide, high, draw)


@lru_cache(maxsize=64)
def _triangle(size: int, up: bool) -> Image.Image:
    high = round(size * 0.8)

    def draw(pen: ImageDraw.ImageDraw, fine: int) -> None:
        tip, base = (0, high * fine - 1) if up else (high * fine - 1, 0)
        pen.polygon(((0, base), (size * fine - 1, base), (size * fine / 2, tip)), 255)

    return smooth(size, high, draw)
