"""A chart question answered with a card: the same for a command, a press and a share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import discord

from bot.ui.card import Button, Card
from bot.ui.drawn import drawn_recap, drawn_run
from bot.ui.guards import scope
from bot.ui.pictures import Picture
from bot.ui.press import Client, client_of
from bot.ui.told import EARLIER, LATER, NONE, SHARE, ask_id, told_card, turns
from bot.ui.tongues import language_of
from core.charts.asking.answered import DramaWeek, On, Table
from core.charts.asking.recap_answers import BY_POINTS, Reckoned
from core.charts.board import Board
from core.charts.rules.periods import Span
from core.charts.rules.points import Measure
from core.charts.telling.told import Told
from core.charts.telling.told_periods import A_PAGE, correction_groups, tell_corrections, tell_method, tell_records
from core.charts.telling.told_platforms import tell_platforms
from core.charts.telling.told_recap import tell_recap
from core.charts.telling.told_tracks import tell_comparison, tell_drama, tell_track
from core.charts.telling.told_weeks import tell_momentum, tell_movers
from core.language import Language, Words
from core.times import zone
from core.values import ChartKey, DramaKey, GuildId, SongId, TrackKey

LENGTHS = {
    Span.MONTH: Words("month", "달"),
    Span.QUARTER: Words("quarter", "분기"),
    Span.HALF: Words("half", "반기"),
    Span.YEAR: Words("year", "해"),
    Span.CHART_YEAR: Words("chart year", "차트 연도"),
}
TABLES = {
    Table.SONGS: Words("Songs", "곡"),
    Table.DRAMAS: Words("Dramas", "드라마"),
    Table.ARTISTS: Words("Artists", "가수"),
}


async def story_of(board: Board, interaction: discord.Interaction[Any]) -> str:
    """The week of *board* in two or three sentences, in the language of the one who asks."""
    if board.as_of is not None:
        return ""
    told = await client_of(interaction).rooms.answers.story(
        On(board.chart, board.source).key, board.end, guild=scope(interaction), only_osts=board.source is not None
    )
    return told.ko if language_of(interaction) is Language.KO else told.en


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers as *guild* sees them, in the reader's *language*; a shared one is *signed* with who shares it. They
    refuse as the desk does."""

    client: Client
    guild: GuildId
    chart: ChartKey | None = None
    osts: bool = True
    signed: str = ""
    language: Language = Language.EN

    async def track(self, track: TrackKey) -> Card:
        """A track's run, as words and pictures."""
        answer = await self.client.rooms.answers.track(track, self.chart, guild=self.guild, only_osts=self.osts)
        gallery, on = self.client.gallery, answer.on
        picture = await gallery.run(drawn_run(answer.run, answer.name, self.language), on.chart, self.language)
        whole = drawn_run(answer.on_source, answer.name, self.language)
        beside = await gallery.run(whole, on.source, self.language) if on.source else None
        share = ask_id(SHARE, "track", on, answer.places[0].figures.entry.song)
        return self._card(tell_track(answer, self.language), picture, beside, share=share)

    async def compare(self, tracks: Sequence[TrackKey]) -> Card:
        """Two or three tracks side by side."""
        answer = await self.client.rooms.answers.compare(tracks, self.chart, guild=self.guild, only_osts=self.osts)
        picture = await self.client.gallery.comparison(
            [drawn_run(run, name, self.language) for _, name, run in answer.runs], answer.on.chart, self.language
        )
        songs = [str(run.song) for _, _, run in answer.runs if run]
        share = ask_id(SHARE, "compare", answer.on, ".".join(songs)) if len(songs) == len(answer.runs) else ""
        return self._card(tell_comparison(answer, self.language), picture, share=share)

    async def drama(self, drama: DramaKey, end: date | None = None) -> Card:
        """A drama on the chart."""
        answer = await self.client.rooms.answers.drama(drama, self.chart, end, guild=self.guild, only_osts=self.osts)
        picture = await self._drama_picture(answer)
        song, at = answer.runs[0].song, answer.at
        weeks = [(label, week and f"{song}.{week}") for label, week in self._beside(at.earlier, at.later)]
        return self._card(
            tell_drama(answer, self.language),
            picture,
            buttons=turns("drama", at.on, *weeks),
            share=ask_id(SHARE, "drama", at.on, f"{song}.{at.end}"),
        )

    async def movers(self, end: date | None = None) -> Card:
        """Who moved in a week."""
        answer = await self.client.rooms.answers.movers(self.chart, end, guild=self.guild, only_osts=self.osts)
        at = answer.at
        return self._card(
            tell_movers(answer, self.language),
            buttons=turns("movers", at.on, *self._beside(at.earlier, at.later)),
            share=ask_id(SHARE, "movers", at.on, at.end),
        )

    async def momentum(self, end: date | None = None) -> Card:
        """Who surges and who stays."""
        answer = await self.client.rooms.answers.momentum(self.chart, end, guild=self.guild, only_osts=self.osts)
        at = answer.at
        return self._card(
            tell_momentum(answer, self.language),
            buttons=turns("momentum", at.on, *self._beside(at.earlier, at.later)),
            share=ask_id(SHARE, "momentum", at.on, at.end),
        )

    async def platforms(self, end: date | None = None) -> Card:
        """All platforms of a week side by side."""
        settings = await self.client.rooms.guilds.settings(self.guild)
        answer = await self.client.rooms.answers.platforms(end, guild=self.guild, zone=zone(settings.zone))
        share = ask_id(SHARE, "platforms", None, answer.last)
        return self._card(tell_platforms(answer, self.language), share=share)

    async def recap(
        self,
        period: str | None = None,
        span: Span | None = None,
        table: Table = Table.SONGS,
        how: Reckoned = BY_POINTS,
    ) -> Card:
        """A period in one list, as words and as a picture."""
        answer = await self.client.rooms.answers.recap(
            period, self.chart, span=span, table=table, how=how, guild=self.guild, only_osts=self.osts
        )
        say, length = self.language.say, answer.recap.period.span
        here = answer.recap.period.key
        ways = [
            (
                say("Earlier {}", "이전 {}").format(LENGTHS[length].said(self.language)),
                about_recap(answer.earlier, table, how),
            ),
            (
                say("Later {}", "다음 {}").format(LENGTHS[length].said(self.language)),
                about_recap(answer.later, table, how),
            ),
            *((TABLES[each].said(self.language), about_recap(here, each, how)) for each in Table if each is not table),
        ]
        return self._card(
            tell_recap(answer, self.language),
            await self.client.gallery.recap(drawn_recap(answer, self.language), self.language),
            buttons=turns("recap", answer.on, *ways),
            share=ask_id(SHARE, "recap", answer.on, about_recap(here, table, how)),
        )

    async def records(self) -> Card:
        """A chart's records."""
        answer = await self.client.rooms.answers.records(self.chart, guild=self.guild, only_osts=self.osts)
        return self._card(tell_records(answer, self.language), share=ask_id(SHARE, "records", answer.on))

    async def method(self) -> Card:
        """The rules in words, and where the numbers come from."""
        charts = await self.client.rooms.answers.sources(self.chart, guild=self.guild)
        share = ask_id(SHARE, "method", On(charts[0]) if self.chart else None)
        return self._card(tell_method(self.client.rooms.answers.weights, charts, self.language), share=share)

    async def corrections(self, since: date | None = None, page: int = 0) -> Card:
        """One page of what was corrected in a chart."""
        answer = await self.client.rooms.answers.corrections(since, self.chart, guild=self.guild, only_osts=self.osts)
        begin, say = since or NONE, self.language.say
        more = (page + 1) * A_PAGE < len(correction_groups(answer))
        ways = (
            (say("Back", "이전"), f"{begin}.{page - 1}" if page else None),
            (say("Next", "다음"), f"{begin}.{page + 1}" if more else None),
        )
        return self._card(
            tell_corrections(answer, self.language, page),
            buttons=turns("corrections", answer.on, *ways),
            share=ask_id(SHARE, "corrections", answer.on, f"{begin}.{page}"),
        )

    async def again(self, kind: str, about: str) -> Card:  # noqa: PLR0911 - a return a question
        """The answer that a button's custom id asks for."""
        first, _, second = about.partition(".")
        match kind:
            case "track":
                return await self.track(await self._track_of(about))
            case "compare":
                return await self.compare([await self._track_of(song) for song in about.split(".")])
            case "drama":
                track = await self._track_of(first)
                return await self.drama(self.client.rooms.catalog.everything.tracks[track].drama, _day(second))
            case "movers":
                return await self.movers(_day(about))
            case "momentum":
                return await self.momentum(_day(about))
            case "platforms":
                return await self.platforms(_day(about))
            case "recap":
                period, table, how = recap_about(about)
                return await self.recap(period, table=table, how=how)
            case "records":
                return await self.records()
            case "corrections":
                return await self.corrections(None if first == NONE else _day(first), int(second or 0))
        return await self.method()

    def _card(
        self,
        told: Told,
        picture: Picture | None = None,
        beside: Picture | None = None,
        *,
        buttons: Sequence[Button] = (),
        share: str = "",
    ) -> Card:
        return told_card(
            told, picture, beside, buttons=buttons, share=share, signed=self.signed, language=self.language
        )

    def _beside(self, earlier: date | None, later: date | None) -> tuple[tuple[str, date | None], ...]:
        return (EARLIER.said(self.language), earlier), (LATER.said(self.language), later)

    async def _track_of(self, song: str) -> TrackKey:
        return await self.client.rooms.answers.track_of(SongId(int(song)))

    async def _drama_picture(self, answer: DramaWeek) -> Picture:
        best = [drawn_run(run, answer.names[run.song], self.language) for run in answer.runs[:3]]
        if len(best) == 1:
            return await self.client.gallery.run(best[0], answer.at.on.chart, self.language)
        songs = len(answer.runs)
        return await self.client.gallery.comparison(best, answer.at.on.chart, self.language, songs)


def about_recap(period: str | None, table: Table, how: Reckoned) -> str | None:
    """How a button names a recap; without a period there is none."""
    if period is None:
        return None
    kinds = f"{'e' * how.estimate}{'w' * how.whole_run}"
    return ".".join(filter(None, (period.replace(" ", "_"), how.measure, table, kinds)))


def recap_about(about: str) -> tuple[str, Table, Reckoned]:
    """The recap that a button names; older buttons name a period and a measure alone."""
    period, measure, table, kinds, *_ = (*about.split("."), Table.SONGS, "")
    return period.replace("_", " "), Table(table), Reckoned(Measure(measure), "e" in kinds, "w" in kinds)


def _day(text: str) -> date:
    return date.fromisoformat(text)
