"""The card of a drama: its soundtrack from the lead single to the full album."""

from collections.abc import Sequence

from bot.ui.card import Card, button, card
from bot.ui.safe import safe
from bot.ui.songs import SHOW, Reader, footer, paged
from bot.ui.told import ask_id
from core.catalog.calendar import coming, day_in_korea, timeline
from core.catalog.model import Drama, Track, TrackKind
from core.catalog.short import short_of
from core.charts.asking.answered import DramaWeek
from core.charts.naming import in_korean


def drama_card(drama: Drama, reader: Reader, story: DramaWeek | None = None, page: int = 0) -> Card:
    """A drama: when and where it ran, what comes next, its chart story, its soundtrack release by release."""
    say = reader.tongue
    groups = [
        (f"**{say.release(out.release)}** · {reader.moment(out.release)}", [reader.line(track) for track in out.tracks])
        for out in timeline(reader.catalogue, drama.key)
    ]
    pages = paged(*groups)
    at = min(page, len(pages) - 1)
    charts = []
    if story is not None:
        about = f"{story.runs[0].song}.{story.at.end}"
        charts.append(button(say("Chart story", "차트 이야기"), ask_id(SHOW, "drama", story.at.on, about)))
    tracks = reader.catalogue.tracks_of(drama.key)
    return card(
        reader.heading(drama.title, drama),
        "\n".join(
            [
                _aired(drama, reader),
                f"**{say('Next part', '다음 파트')}** {_next(drama, reader)}",
                *_story(story, reader),
            ]
        ),
        "\n".join(pages[at]) or say("No song of it is known here.", "알려진 곡이 없어요."),
        reader.sign(reader.place(at, len(pages), f"{_heard(tracks, reader)} · {reader.sources(drama.sources)}")),
        buttons=footer(reader, "drama", short_of(drama), at, len(pages), *charts),
    )


def _aired(drama: Drama, reader: Reader) -> str:
    say = reader.tongue
    first = say.day(drama.first_air) if drama.first_air else say("first day unknown", "첫 방송 알 수 없음")
    last = say.day(drama.finale) if drama.finale else say("finale unknown", "마지막 방송 알 수 없음")
    network = safe(drama.network) if drama.network else say("network unknown", "방송사 알 수 없음")
    number = drama.episodes
    episodes = say(f"{number} episodes", f"{number}부작") if number else say("episodes unknown", "회차 알 수 없음")
    return " · ".join((f"{first} – {last}", network, episodes))


def _next(drama: Drama, reader: Reader) -> str:
    """What comes out next; why nothing is known to, where that can be said."""
    say = reader.tongue
    if ahead := coming(reader.catalogue, reader.now, drama.key):
        return f"{say.release(ahead[0].release)}, {reader.moment(ahead[0].release)}"
    if drama.finale is not None and drama.finale < day_in_korea(reader.now):
        return say("none known; the drama has ended", "알려진 것 없음 (종영)")
    return say("none announced here", "알려진 것 없음")


def _story(story: DramaWeek | None, reader: Reader) -> list[str]:
    """The drama on the chart in two sentences, with the chart and the week they are about."""
    say = reader.tongue
    label = f"**{say('Charts', '차트')}**"
    if story is None:
        return [f"{label} {say('not on any chart I hold', '제가 가진 차트에는 없어요')}"]
    best, week = story.runs[0], say.day(story.at.end)
    name, day = story.names[best.song], say.day(best.figures.peak_on)
    number = len(story.entries)
    share = f"{float(100 * story.points / story.all_points):.0f}%" if story.all_points else "0%"
    now = (
        say(f"{say.tracks(number)} on it, {share} of all points", f"{number}곡, 전체 점수의 {share}")
        if number
        else say("no song on it", "오른 곡 없음")
    )
    peak, title, song = best.figures.peak, story.at.on.chart.title, reader.name(name.title)
    return [
        f"{label} {safe(say(title, in_korean(title)))}, {week}: {now}",
        say(f"-# Best so far: No. {peak}, {song} ({day})", f"-# 최고 기록: {peak}위, {song} ({day})"),
    ]


def _heard(tracks: Sequence[Track], reader: Reader) -> str:
    """How many tracks are known, and what kind they are as far as anybody says."""
    say = reader.tongue
    kinds = [(kind, sum(track.kind is kind for track in tracks)) for kind in TrackKind]
    known = [
        say(f"{number} {say.kind(kind)}", f"{say.kind(kind)} {number}")
        for kind, number in kinds
        if number and kind is not TrackKind.UNKNOWN
    ]
    total = say(f"{say.tracks(len(tracks))} known", f"{len(tracks)}곡")
    return f"{total} ({', '.join(known)})" if known else total
