"""Scheduled posts: what each kind shows, rendered once for everybody who gets the same."""

import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.composing.issues import Issue, Issues
from bot.composing.post import CalledOff, NotYet, Post
from bot.pictures import Gallery
from bot.ui.card import Card
from bot.ui.charts import chart_card
from bot.ui.drawn import drawn_recap
from bot.ui.pictures import Picture
from bot.ui.posts import for_readers, mention, parties_post_card, post_card, topped
from core.catalog import calendar
from core.charts.board import Board
from core.charts.rules.periods import Period, Span
from core.charts.telling.told import Told
from core.charts.telling.told_recap import tell_recap
from core.charts.telling.told_weeks import tell_movers
from core.charts.telling.words import day
from core.errors import NotFound
from core.language import Language
from core.parties.model import Party
from core.posts.calendar import Cadence, number_of
from core.posts.ledger import NO_NEW_CHART
from core.posts.model import Delivery, IfLate, Kind, Schedule, State
from core.posts.rules import moment_of, next_time
from core.posts.telling import digest_post, releases_post
from core.rooms import Rooms
from core.values import SHARED, ChartKey, GuildId

DIGEST_PLACES = 5
WEEK = timedelta(weeks=1)
_SPANS = {Cadence.QUARTERLY: Span.QUARTER, Cadence.YEARLY: Span.YEAR}


@dataclass(frozen=True, slots=True)
class Order:
    """One post to be made: for which schedule, marked how, in which language, for which hour.

    *patient* says that something new may still come; *before* is what the schedule posted last; *issue* is the chart
    issue to show where that is not the newest.
    """

    schedule: Schedule
    mark: str
    language: Language
    due: datetime
    patient: bool = True
    before: str | None = None
    issue: tuple[date, int] | None = None


Made = tuple[Card, str, str]
"""A card, what it shows, and its name."""


class ScheduledComposer:
    """Makes the post of a schedule's occurrence."""

    def __init__(self, rooms: Rooms, gallery: Gallery) -> None:
        self._rooms = rooms
        self._gallery = gallery
        self._issues = Issues(rooms, gallery)
        self._makers: Mapping[Kind, Callable[[Order], Awaitable[Made]]] = {
            Kind.CHART: self._chart,
            Kind.MOVERS: self._movers,
            Kind.RECAP: self._recap,
            Kind.RELEASES: self._releases,
            Kind.PARTIES: self._parties,
            Kind.DIGEST: self._digest,
        }

    async def compose(self, delivery: Delivery) -> Post:
        """The post that *delivery* carries.

        Raises:
            NotYet: nothing new is there to be posted.
            CalledOff: it is not to be posted at all.
        """
        schedule = await self._rooms.posts.schedule(delivery.plan.guild, delivery.subject)
        if schedule is None:
            raise CalledOff("The schedule was removed.")
        patient = schedule.if_late is not IfLate.SKIP
        last_look = delivery.plan.expires - self._rooms.clock() <= NO_NEW_CHART
        order = Order(
            schedule,
            delivery.token,
            await self._language(schedule),
            delivery.plan.due,
            patient=patient and not last_look,
            before=await self._rooms.posts.last_content(schedule),
        )
        try:
            return await self._made(order)
        except NotYet as late:
            if patient:
                raise
            raise CalledOff(str(late), State.EXPIRED) from late

    async def preview(self, schedule: Schedule, mark: str, at: datetime | None = None) -> tuple[Post, str]:
        """What *schedule* would post *at* an hour, its next one if none is said, as far as it is known now; and, where
        it would not post it, why.

        Raises:
            NotYet: there is nothing at all to be shown.
            CalledOff: the same.
        """
        language, due = await self._language(schedule), at or next_time(schedule, self._rooms.clock())
        before = await self._rooms.posts.last_content(schedule) if schedule.id else None
        try:
            return await self._made(Order(schedule, mark, language, due, before=before)), ""
        except NotYet as late:
            return await self._made(Order(schedule, mark, language, due, patient=False)), str(late)

    async def corrected(self, schedule: Schedule, delivery: Delivery, issue: tuple[date, int], line: str) -> Card:
        """A posted *issue* (its end and revision) as it is now, with a dated *line* above it."""
        language = await self._language(schedule)
        order = Order(schedule, delivery.token, language, delivery.plan.due, patient=False, issue=issue)
        shown, _, _ = await self._shown(order)
        return topped(shown, line)

    async def board(self, schedule: Schedule, end: date, as_of: datetime | None = None) -> Board:
        """The whole issue of the schedule's chart as it stood at *as_of*, or stands."""
        assert schedule.chart is not None
        guild = await self._scope(schedule)
        return await self._rooms.charts.board(schedule.chart, end, guild=guild, size=sys.maxsize, as_of=as_of)

    async def _made(self, order: Order) -> Post:
        schedule = order.schedule
        shown, content, title = await self._shown(order)
        if schedule.mention is not None:
            shown = topped(shown, mention(schedule.mention))
        return Post(shown, content, title, schedule.mention, schedule.publish)

    async def _shown(self, order: Order) -> Made:
        shown, content, title = await self._makers[order.schedule.what](order)
        lists_them = order.schedule.what in (Kind.PARTIES, Kind.DIGEST)
        party = not lists_them and bool(await self._soon(order, order.due + WEEK))
        return for_readers(shown, order.language, party=party), content, title

    async def _language(self, schedule: Schedule) -> Language:
        return schedule.language or (await self._rooms.guilds.settings(schedule.guild)).language

    # The kinds -----------------------------------------------------------------------------------------------------

    async def _chart(self, order: Order) -> Made:
        issue, content = await self._new_issue(order)
        shown = chart_card(
            issue.board,
            issue.picture,
            story=issue.story.ko if order.language is Language.KO else issue.story.en,
            size=order.schedule.size,
            mark=order.mark,
            language=order.language,
        )
        return shown, content, f"{issue.board.chart.title} · {issue.board.end}"

    async def _movers(self, order: Order) -> Made:
        issue, content = await self._new_issue(order)
        chart, end = _of(issue.board)
        answer = await self._rooms.answers.movers(chart, end, guild=await self._scope(order.schedule))
        told = tell_movers(answer, order.language)
        return self._told(order, told, (chart, end)), content, told.heading

    async def _recap(self, order: Order) -> Made:
        schedule = order.schedule
        span = _SPANS.get(schedule.cadence, Span.MONTH)
        period = Period.holding(order.due.astimezone(schedule.zone).date(), span)
        finished = period if schedule.cadence.weeks else period.before
        try:
            answer = await self._rooms.answers.recap(finished.key, schedule.chart, guild=await self._scope(schedule))
        except NotFound as nothing:
            raise NotYet(str(nothing)) from nothing
        known = answer.recap.complete
        if order.patient and not schedule.cadence.weeks and known.missing:
            raise NotYet(f"Of {finished} {known} are here.")
        content = f"{schedule.chart}@{finished.key}={known.known}"
        if content == order.before:
            raise NotYet(f"No newer chart: {finished} with {known} is posted already.")
        picture = await self._gallery.recap(drawn_recap(answer, order.language), order.language)
        told = tell_recap(answer, order.language)
        return self._told(order, told, None, picture), content, told.heading

    async def _releases(self, order: Order) -> Made:
        schedule = order.schedule
        until = order.due.astimezone(calendar.KOREA).date()
        since = _before(schedule, order.due).astimezone(calendar.KOREA).date() + timedelta(days=1)
        after = next_time(schedule, order.due).astimezone(calendar.KOREA).date()
        catalogue = self._rooms.catalog.of(schedule.guild).catalogue
        out = calendar.released(catalogue, since, until)
        coming = calendar.released(catalogue, until + timedelta(days=1), after)
        if not out and not coming:
            raise CalledOff(f"No K-drama OST dated {day(since)} to {day(after)} is in the catalogue.")
        told = releases_post(catalogue, out, coming, (since, until), order.language)
        return self._told(order, told), f"releases@{since}..{until}", told.heading

    async def _parties(self, order: Order) -> Made:
        parties = await self._soon(order)
        if not parties:
            raise CalledOff("No party is planned until the next post.")
        schedule = order.schedule
        shown = parties_post_card(parties, schedule=schedule.id, mark=order.mark, language=order.language)
        return shown, f"parties@{order.due:%Y-%m-%d}", "Parties"

    async def _digest(self, order: Order) -> Made:
        schedule = order.schedule
        content, issue, moved = f"digest@{order.due:%Y-%m-%d}", None, None
        try:
            issue, content = await self._new_issue(order)
            chart, end = _of(issue.board)
            moved = await self._rooms.answers.movers(chart, end, guild=await self._scope(schedule))
        except NotYet:
            if order.patient:
                raise
        until = order.due.astimezone(calendar.KOREA).date()
        since = _before(schedule, order.due).astimezone(calendar.KOREA).date() + timedelta(days=1)
        catalogue = self._rooms.catalog.of(schedule.guild).catalogue
        out = calendar.released(catalogue, since, until)
        parties = await self._soon(order)
        if issue is None and not out and not parties:
            raise NotYet("No new chart, no release and no party is there to be told.")
        told = digest_post(until, issue.board if issue else None, moved, (catalogue, out), order.language)
        shown = self._told(order, told, _of(issue.board) if issue else None, parties=parties)
        return shown, content, told.heading

    # What they share -----------------------------------------------------------------------------------------------

    def _told(
        self,
        order: Order,
        told: Told,
        chart: tuple[ChartKey, date] | None = None,
        picture: Picture | None = None,
        parties: list[Party] | None = None,
    ) -> Card:
        return post_card(
            told,
            schedule=order.schedule.id,
            mark=order.mark,
            language=order.language,
            picture=picture,
            chart=chart,
            parties=parties or (),
        )

    async def _soon(self, order: Order, until: datetime | None = None) -> list[Party]:
        until = until or next_time(order.schedule, order.due)
        coming = await self._rooms.parties.coming(order.schedule.guild)
        return [party for party in coming if party.starts <= until]

    async def _new_issue(self, order: Order) -> tuple[Issue, str]:
        """The newest issue of the schedule's chart.

        Raises:
            NotYet: there is none, or it is posted already and the post may still wait for a newer one.
        """
        schedule = order.schedule
        assert schedule.chart is not None
        newest = order.issue or await self._rooms.charts.newest(schedule.chart, guild=schedule.guild)
        if newest is None:
            raise NotYet(f"No issue of {schedule.chart} is here yet.")
        end, revision = newest
        if order.before is not None and order.before.split("#")[0] == f"{schedule.chart}@{end}":
            raise NotYet(f"No newer chart than the one to {day(end)}, which is posted already.")
        return await self._issue(schedule, end, order.language), f"{schedule.chart}@{end}#{revision}"

    async def _issue(self, schedule: Schedule, end: date, language: Language) -> Issue:
        assert schedule.chart is not None
        return await self._issues.get(
            schedule.chart, end, await self._scope(schedule), shown_places(schedule), language
        )

    async def _scope(self, schedule: Schedule) -> GuildId:
        """Whose view the post has: a shared chart looks the same everywhere, so it is rendered once for all."""
        charts = await self._rooms.charts.charts(schedule.guild)
        own = any(chart.key == schedule.chart and chart.guild == schedule.guild for chart in charts)
        return schedule.guild if own else SHARED


def shown_places(schedule: Schedule) -> int:
    """How many places of its chart a post shows."""
    return DIGEST_PLACES if schedule.what is Kind.DIGEST else schedule.size


def _of(board: Board) -> tuple[ChartKey, date]:
    return (board.source or board.chart).key, board.end


def _before(schedule: Schedule, due: datetime) -> datetime:
    """When the post before the one at *due* was due, whether it existed or not."""
    number = number_of(schedule.cadence, due.astimezone(schedule.zone).date())
    moments = (moment_of(schedule, number - back) for back in range(3))
    return next(moment for moment in moments if moment < due)
