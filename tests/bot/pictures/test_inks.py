"""The palettes: readable on every ground, apart for every kind of colour vision, small enough for one byte a pixel."""

from itertools import combinations

import pytest

from bot.ui.pictures.inks import COLOURS, PAIRS, READ, Ink, inks_of
from bot.ui.pictures.values import Theme

BYTE = 256
LINEAR_CUT = 0.04045
READABLE = 4.5
"""Level AA of the Web Content Accessibility Guidelines 2.2, success criterion 1.4.3."""

Channels = tuple[float, float, float]

DEFICIENCIES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""How a colour looks without one kind of cone, on linear channels (Machado, Oliveira, Fernandes 2009, severity 1)."""


def linear(code: str) -> Channels:
    red, green, blue = (
        value / 12.92 if value <= LINEAR_CUT else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in bytes.fromhex(code[1:]))
    )
    return red, green, blue


def luminance(code: str) -> float:
    red, green, blue = linear(code)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", Theme)
def test_every_ink_reads_on_every_ground(theme: Theme) -> None:
    colours = COLOURS[theme]
    ratios = {
        (ink, ground): contrast(colours[ink], colours[ground])
        for ink, ground in PAIRS
        if ink in READ or ground is Ink.NEW
    }
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < READABLE} == {}
    assert len(ratios) == len(READ) * 2 + 1


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("kind", DEFICIENCIES)
def test_up_down_and_new_stay_apart_without_one_kind_of_cone(theme: Theme, kind: str) -> None:
    def seen(ink: Ink) -> Channels:
        channels = linear(COLOURS[theme][ink])
        red, green, blue = (
            min(max(sum(weight * value for weight, value in zip(row, channels, strict=True)), 0), 1) ** (1 / 2.2)
            for row in DEFICIENCIES[kind]
        )
        return red, green, blue

    for one, two in combinations((Ink.UP, Ink.DOWN, Ink.NEW), 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen(one), seen(two), strict=True)) ** 0.5
        assert distance > 0.2, (one, two, distance)


@pytest.mark.parametrize("theme", Theme)
def test_a_palette_fits_into_a_byte_and_runs_from_ground_to_ink(theme: Theme) -> None:
    inks = inks_of(theme)
    assert len(inks.palette) // 3 <= BYTE
    for ink, ground in PAIRS:
        ramp = inks.ramp(ink, ground)
        assert len(ramp) == BYTE
        assert (ramp[0], ramp[-1]) == (inks.flat(ground), inks.flat(ink))
        assert max(ramp) < len(inks.palette) // 3
