"""What managers and channels are told about posts that did not come, and the test post."""

from datetime import date, timedelta

from bot.composing.post import CalledOff, Post
from bot.ui.posts import late_card, notice_card, test_card
from bot.ui.safe import safe
from core.charts.telling import words, words_ko
from core.errors import NotFound
from core.language import Language, Words
from core.posts.model import Delivery, Schedule
from core.posts.notices import MANAGERS, Notice
from core.rooms import Rooms
from core.values import ChannelId, ChartKey

_WEEK = timedelta(days=7)
_NEXT = Words("the next week", "다음 주")


class NoticeComposer:
    """Notices, in the server's language."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    async def notice(self, delivery: Delivery) -> Post:
        """What *delivery* tells."""
        assert delivery.content is not None
        notice, plan = Notice.read(delivery.content), delivery.plan
        language = (await self._rooms.guilds.settings(plan.guild)).language
        schedule = await self._rooms.posts.schedule(plan.guild, notice.schedule)
        text = notice.ko if language is Language.KO else notice.en
        issue = None
        if notice.late:
            if schedule is None:
                raise CalledOff("The schedule was removed.")
            issue = await self._newest(schedule)
            titles = await self._rooms.charts.titles(schedule.guild)
            text = text.format(
                week=_week_after(issue[1] if issue else None, language),
                chart=safe(titles.get(schedule.chart, schedule.chart) if schedule.chart else ""),
                place=f"<#{schedule.channel}>",
            )
        if plan.channel != MANAGERS:
            shown = late_card(text, issue, schedule=notice.schedule, mark=delivery.token, language=language)
        else:
            shown = notice_card(
                text,
                guild=plan.guild,
                schedule=notice.schedule,
                mark=delivery.token,
                language=language,
                retry=ChannelId(notice.retry) if notice.retry else None,
            )
        return Post(shown, delivery.content, text[:100])

    async def test(self, delivery: Delivery) -> Post:
        """The test post of /setup."""
        language = (await self._rooms.guilds.settings(delivery.plan.guild)).language
        return Post(test_card(delivery.token, language), "test", "ostbot")

    async def _newest(self, schedule: Schedule) -> tuple[ChartKey, date] | None:
        if schedule.chart is None:
            return None
        try:
            newest = await self._rooms.charts.newest(schedule.chart, guild=schedule.guild)
        except NotFound:
            return None
        return (schedule.chart, newest[0]) if newest else None


def _week_after(end: date | None, language: Language) -> str:
    """The week that should have come: ``Fri 11 – Thu 17 Sep 2026``."""
    if end is None:
        return _NEXT.said(language)
    first, last = end + timedelta(days=1), end + _WEEK
    if language is Language.KO:
        return f"{words_ko.day(first)} – {words_ko.day(last)}"
    opening = f"{first:%a} {first.day}"
    if first.month != last.month:
        opening += f" {first:%b}"
    return f"{opening} – {last:%a} {words.day(last)}"
