"""The card of a search that found nothing certain: what it was, what comes nearest, what to do."""

from collections.abc import Sequence

from bot.ui.card import Button, Card, card
from bot.ui.safe import safe
from bot.ui.songs import Reader
from core.catalog.certain import Unknown
from core.catalog.labels import shorten


def unknown_card(unknown: Unknown, reader: Reader, ways: Sequence[Button]) -> Card:
    """That *unknown* is not in the catalogue, with *ways* to what is nearest; never the answer to something else."""
    say, typed = reader.tongue, safe(shorten(unknown.typed, 60))
    if not ways:
        return card(str(unknown))
    return card(
        f"## {say(f'I do not know “{typed}”', f'“{typed}”, 모르는 이름이에요')}",
        say(
            "Below is the nearest I have. A drama, a singer or part of a title finds a song, in any script.",
            "가장 비슷한 것은 아래에 있어요. 드라마나 가수, 제목의 일부만 한글이나 영어로 적어도 찾을 수 있어요.",
        ),
        f"-# {say('Is it missing? Suggest it with', '빠진 곡이나 드라마라면 제안해 주세요:')} /ost suggest",
        buttons=ways,
    )
