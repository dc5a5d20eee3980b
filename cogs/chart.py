"""``/chart``: the weekly charts."""

import io
from datetime import date
from functools import partial
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui import choices
from bot.ui.answers import Answers, story_of
from bot.ui.charts import chart_card
from bot.ui.choices import Choices
from bot.ui.guards import scope
from bot.ui.press import client_of
from bot.ui.replies import illustrated, reply
from bot.ui.sheets import LARGEST, as_csv, as_json, sheet_row
from bot.ui.tongues import language_of
from core.catalog.calendar import day_in_korea
from core.catalog.search import Kind
from core.charts.asking.answered import Table
from core.charts.asking.recap_answers import Reckoned
from core.charts.asking.saying import read_day
from core.charts.naming import title_ko
from core.charts.rules.periods import Span
from core.charts.rules.points import Measure
from core.charts.telling.words import day
from core.errors import BadInput
from core.rooms import Rooms
from core.text import fold
from core.times import end_of_day
from core.values import ChartKey, TrackKey

Asked = discord.Interaction[Any]
Typed = app_commands.Range[str, 1, 100]
Only = Literal["ost", "all"]

CHART = "Which chart; without it, the server's main chart"
WEEK = "The week: any day of it, like 2024-07-25 or 25 Jul, or “last week”; without it, the newest"
ONLY = "Only K-drama OSTs, or everything on the source's list"
TRACK = "A title, a singer or a drama, in English, Korean or romanised"


class Charts(commands.GroupCog, group_name="chart", group_description="The weekly charts"):
    """Questions about the charts."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.rename(as_of="as-of")
    @app_commands.describe(
        chart=CHART,
        week=WEEK,
        size="How many places",
        only=ONLY,
        as_of="As it stood at the end of a day, before later corrections, like 2024-07-26 or yesterday",
    )
    async def top(
        self,
        interaction: Asked,
        chart: Typed | None = None,
        week: Typed | None = None,
        size: Literal[5, 10, 20, 50] = 10,
        only: Only = "ost",
        as_of: Typed | None = None,
    ) -> None:
        """This week's chart: places, movement, last week, peak and weeks."""
        day_of, end = self._day(as_of), await self._week(interaction, week, chart)
        then = end_of_day(day_of) if day_of else None
        board = await self._rooms.charts.board(
            _key(chart), end, guild=scope(interaction), size=size, only_osts=only == "ost", as_of=then
        )
        story, language = await story_of(board, interaction), language_of(interaction)
        draw = partial(client_of(interaction).gallery.weekly, board, language)
        await illustrated(interaction, partial(chart_card, board, story=story, size=size, language=language), draw)

    @app_commands.command()
    @app_commands.describe(track=TRACK, chart="Which chart; without it, the one it was on last", only=ONLY)
    async def track(self, interaction: Asked, track: Typed, chart: Typed | None = None, only: Only = "ost") -> None:
        """A song's run: now, last week, peak, weeks, first and last date, every platform."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await reply(interaction, await _answers(interaction, chart, only).track(self._track(interaction, track)))

    @app_commands.command()
    @app_commands.describe(drama="The drama, in English, Korean or romanised", chart=CHART, week=WEEK, only=ONLY)
    async def drama(
        self,
        interaction: Asked,
        drama: Typed,
        chart: Typed | None = None,
        week: Typed | None = None,
        only: Only = "ost",
    ) -> None:
        """A drama on the chart: its songs, its share of the points, its best, and its afterglow."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found, end = self._rooms.catalog.of(scope(interaction)).drama(drama), await self._week(interaction, week, chart)
        await reply(interaction, await _answers(interaction, chart, only).drama(found.key, end))

    @app_commands.command()
    @app_commands.describe(chart=CHART, week=WEEK, only=ONLY)
    async def movers(
        self, interaction: Asked, chart: Typed | None = None, week: Typed | None = None, only: Only = "ost"
    ) -> None:
        """Who climbed, fell, came, came back and left this week."""
        end = await self._week(interaction, week, chart)
        await reply(interaction, await _answers(interaction, chart, only).movers(end))

    @app_commands.command()
    @app_commands.describe(chart=CHART, week=WEEK, only=ONLY)
    async def momentum(
        self, interaction: Asked, chart: Typed | None = None, week: Typed | None = None, only: Only = "ost"
    ) -> None:
        """Who is rising and who stays strong: breakout, powerhouse, evergreen, fading."""
        end = await self._week(interaction, week, chart)
        await reply(interaction, await _answers(interaction, chart, only).momentum(end))

    @app_commands.command()
    @app_commands.describe(week="Any day of the week; without it, the newest that several platforms share")
    async def platforms(self, interaction: Asked, week: Typed | None = None) -> None:
        """Every song on every platform this week, with one score for all."""
        await reply(interaction, await _answers(interaction).platforms(self._day(week)))

    @app_commands.command()
    @app_commands.describe(a=TRACK, b="The second song", c="A third one", chart=CHART, only=ONLY)
    async def compare(
        self,
        interaction: Asked,
        a: Typed,
        b: Typed,
        c: Typed | None = None,
        chart: Typed | None = None,
        only: Only = "ost",
    ) -> None:
        """Two or three songs side by side: one picture, one table."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        tracks = [self._track(interaction, each) for each in (a, b, c) if each]
        await reply(interaction, await _answers(interaction, chart, only).compare(tracks))

    @app_commands.command()
    @app_commands.rename(whole_run="whole-run")
    @app_commands.describe(
        period="How long",
        which="Which one, like 2024-07, 2024 Q3 or “last quarter”; without it, the newest",
        chart=CHART,
        table="A list of songs, of dramas or of artists",
        measure="Points; the steep formula, which favours the top; or streams, where the source counts them",
        estimate="Fill a missing week with the mean of its neighbours, marked “est.”",
        whole_run="Count each song's entire run for the period of its peak",
        only=ONLY,
    )
    async def recap(
        self,
        interaction: Asked,
        period: Literal["month", "quarter", "half", "year", "chart-year"],
        which: Typed | None = None,
        chart: Typed | None = None,
        table: Literal["songs", "dramas", "artists"] = "songs",
        measure: Literal["points", "steep", "streams"] = "points",
        estimate: bool = False,
        whole_run: bool = False,
        only: Only = "ost",
    ) -> None:
        """A month, a quarter, a half or a year in one list, as words and as a picture."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        how = Reckoned(Measure(measure), estimate, whole_run)
        answers = _answers(interaction, chart, only)
        await reply(interaction, await answers.recap(which, Span(period), Table(table), how))

    @app_commands.command()
    @app_commands.describe(chart=CHART, only=ONLY)
    async def records(self, interaction: Asked, chart: Typed | None = None, only: Only = "ost") -> None:
        """The records of a chart: most weeks at No. 1, longest run, biggest jump and more."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await reply(interaction, await _answers(interaction, chart, only).records())

    @app_commands.command()
    @app_commands.describe(chart="Where the numbers of this chart come from")
    async def method(self, interaction: Asked, chart: Typed | None = None) -> None:
        """How every figure is reckoned, in words, and where the numbers come from."""
        await reply(interaction, await _answers(interaction, chart).method())

    @app_commands.command()
    @app_commands.describe(since="From which day on, like 2024-07-01; without it, all", chart=CHART, only=ONLY)
    async def corrections(
        self, interaction: Asked, since: Typed | None = None, chart: Typed | None = None, only: Only = "ost"
    ) -> None:
        """What was corrected in a chart after it was shown."""
        await reply(interaction, await _answers(interaction, chart, only).corrections(self._day(since)))

    @app_commands.command()
    @app_commands.rename(first="from", last="to", kind="format")
    @app_commands.describe(
        chart=CHART,
        first="The first week, like 2024-05-02; without it, from the beginning",
        last="The last week; without it, up to the newest",
        kind="For a spreadsheet, or for a program",
        only=ONLY,
    )
    async def export(
        self,
        interaction: Asked,
        chart: Typed | None = None,
        first: Typed | None = None,
        last: Typed | None = None,
        kind: Literal["csv", "json"] = "csv",
        only: Only = "ost",
    ) -> None:
        """A chart with its figures as a file."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._send_file(interaction, chart, (self._day(first), self._day(last)), kind, osts=only == "ost")

    async def _send_file(
        self, interaction: Asked, chart: str | None, span: tuple[date | None, date | None], kind: str, *, osts: bool
    ) -> None:
        board = await self._rooms.charts.board(_key(chart), guild=scope(interaction), only_osts=osts)
        first, last = span[0] or date.min, span[1] or date.max
        found = self._rooms.charts.export(board.chart.key, guild=scope(interaction), first=first, last=last)
        rows = [sheet_row(*each) async for each in found]
        if not rows:
            raise BadInput(
                f"{board.chart.title} has nothing from {first} to {last}: choose other weeks.",
                f"{first}부터 {last}까지의 자료가 없습니다({title_ko(board.chart)}). 다른 주를 골라 주세요.",
            )
        data = as_csv(rows) if kind == "csv" else as_json(rows)
        if len(data) > LARGEST:
            size = len(data) // 1_000_000
            raise BadInput(
                f"That is {size} MB, more than Discord takes: choose fewer weeks.",
                f"{size} MB라서 Discord가 받지 못합니다. 기간을 줄여 주세요.",
            )
        name = f"{board.chart.key}-{rows[0]['week']}-{rows[-1]['week']}.{kind}"
        told = f"{board.chart.title}: {len(rows):,} entries from {day(rows[0]['week'])} to {day(rows[-1]['week'])}."
        await interaction.followup.send(told, file=discord.File(io.BytesIO(data), name), ephemeral=True)

    @top.autocomplete("chart")
    @track.autocomplete("chart")
    @drama.autocomplete("chart")
    @movers.autocomplete("chart")
    @momentum.autocomplete("chart")
    @compare.autocomplete("chart")
    @recap.autocomplete("chart")
    @records.autocomplete("chart")
    @method.autocomplete("chart")
    @corrections.autocomplete("chart")
    @export.autocomplete("chart")
    async def _charts(self, interaction: Asked, typed: str) -> Choices:
        return await choices.charts(self._rooms, interaction, typed)

    @top.autocomplete("week")
    @drama.autocomplete("week")
    @movers.autocomplete("week")
    @momentum.autocomplete("week")
    @platforms.autocomplete("week")
    @corrections.autocomplete("since")
    @export.autocomplete("first")
    @export.autocomplete("last")
    async def _weeks(self, interaction: Asked, typed: str) -> Choices:
        return await choices.weeks(self._rooms, interaction, typed)

    @recap.autocomplete("which")
    async def _periods(self, interaction: Asked, typed: str) -> Choices:
        return await choices.periods(self._rooms, interaction, typed)

    @track.autocomplete("track")
    @compare.autocomplete("a")
    @compare.autocomplete("b")
    @compare.autocomplete("c")
    async def _tracks(self, interaction: Asked, typed: str) -> Choices:
        return choices.suggested(self._rooms, interaction, typed, Kind.TRACK)

    @drama.autocomplete("drama")
    async def _dramas(self, interaction: Asked, typed: str) -> Choices:
        return choices.suggested(self._rooms, interaction, typed, Kind.DRAMA)

    def _track(self, interaction: Asked, typed: str) -> TrackKey:
        return self._rooms.catalog.of(scope(interaction)).track(typed).key

    async def _week(self, interaction: Asked, typed: str | None, chart: str | None) -> date | None:
        """A day of the week that is asked for."""
        if not typed:
            return None
        today = day_in_korea(self._rooms.clock())
        return await self._rooms.charts.said(typed, today, _key(chart), guild=scope(interaction))

    def _day(self, typed: str | None) -> date | None:
        return read_day(typed, day_in_korea(self._rooms.clock())) if typed else None


def _answers(interaction: Asked, chart: str | None = None, only: Only = "ost") -> Answers:
    osts, language = only == "ost", language_of(interaction)
    return Answers(client_of(interaction), scope(interaction), _key(chart), osts, language=language)


def _key(typed: str | None) -> ChartKey | None:
    return ChartKey(fold(typed)) if typed else None
