"""Cards of what a member follows, the line in a channel, and the direct message."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ui.card import Button, Card, button, card
from bot.ui.safe import safe
from bot.ui.stamps import stamp
from core.catalog.labels import shorten
from core.catalog.model import Artist, Drama, Track
from core.catalog.tongue import Tongue
from core.follows.model import Follow, How, News
from core.language import Language, Words

PAGE = 8
"""Follows on one page: each has a button of its own."""

LONGEST_LETTER = 3000
"""Characters of a message's lines."""

_HOW = {
    How.DIGEST: Words("on this list", "이 목록에"),
    How.CHANNEL: Words("a line in the chart channel", "차트 채널에 한 줄"),
    How.DM: Words("by direct message, one a day at most", "하루 한 번까지 다이렉트 메시지로"),
}
_MINE = Words("What I follow", "내 팔로우")


@dataclass(frozen=True, slots=True)
class Followed:
    """A follow and the thing as its server sees it; ``None``: it is in no catalogue any more. *by* is whose it is."""

    follow: Follow
    thing: Drama | Artist | Track | None
    about: str = ""
    by: str = ""


def following_card(followed: Sequence[Followed], news: Sequence[tuple[News, bool]], say: Tongue, page: int = 0) -> Card:
    """What a member follows, each with a button to stop, and what they were told lately."""
    pages = max(1, -(-len(followed) // PAGE))
    page = min(page, pages - 1)
    shown = followed[page * PAGE : (page + 1) * PAGE]
    lines: list[str | tuple[str, Button]] = [
        (_line(each, say), button(say("Stop", "그만"), f"follow:v1:stop:{each.follow.id}:{page}")) for each in shown
    ]
    if not followed:
        nothing = "You follow nothing yet: /ost follow tells you of new releases and of moves on the charts."
        lines = [say(nothing, "아직 팔로우하는 것이 없습니다. /ost follow로 새 곡과 차트 소식을 받아 보세요.")]
    turns = [
        button(label, f"follow:v1:list:{to}")
        for label, to in ((say("Back", "이전"), page - 1), (say("More", "더 보기"), page + 1))
        if 0 <= to < pages
    ]
    return card(
        f"## {say('What you follow', '팔로우하는 것')}" + (f" ({page + 1}/{pages})" if pages > 1 else ""),
        *lines,
        _told(news, say),
        buttons=turns,
    )


def line_card(said: Sequence[str], mark: str, language: Language) -> Card:
    """What happened, in a server's channel; nobody is pinged."""
    return card(_lines(said), buttons=[button(_MINE.said(language), f"follow:v1:list:0:{mark}")])


def letter_card(said: Sequence[str], mark: str, language: Language) -> Card:
    """What happened, to one member; it comes once a day at most."""
    heading = Words("What you follow", "팔로우 소식").said(language)
    stop = Words("-# /ost following stops it.", "-# /ost following에서 그만 받을 수 있습니다.").said(language)
    mine = button(_MINE.said(language), f"follow:v1:list:0:{mark}")
    return card(f"## {heading}", _lines(said), stop, buttons=[mine])


def _line(followed: Followed, say: Tongue) -> str:
    thing, how = followed.thing, _HOW[followed.follow.how].said(say.language)
    if thing is None:
        return say("Something that is in no catalogue any more", "목록에서 사라진 항목") + f"\n-# {how}"
    name = say.both(thing.name if isinstance(thing, Artist) else thing.title)
    about = f" · {safe(followed.about)}" if followed.about else ""
    by = f" · {followed.by}" if followed.by else ""
    return f"**{safe(shorten(name, 100))}**{about}\n-# {how}{by}"


def _told(news: Sequence[tuple[News, bool]], say: Tongue) -> str:
    if not news:
        return ""
    lines = [
        f"· {'' if seen else say('**new** · ', '**새 소식** · ')}"
        f"{safe(shorten(each.event.words.said(say.language), 200))} {stamp(each.event.at, 'd')}"
        for each, seen in news
    ]
    return "\n".join([f"### {say('Lately', '최근 소식')}", *lines])


def _lines(said: Sequence[str]) -> str:
    """One line each, as many as fit."""
    lines: list[str] = []
    for each in said:
        line = f"· {safe(shorten(each, 300))}"
        if sum(map(len, lines)) + len(line) > LONGEST_LETTER:
            break
        lines.append(line)
    left = len(said) - len(lines)
    return "\n".join([*lines, *([f"-# + {left}"] if left else [])])
