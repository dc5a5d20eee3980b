"""Which week a list belongs to, and whether it may be published after the last one without asking.

The feeds show a list "as of now" that is renewed every day. Taken once a week it is one issue: that of the chart week,
Friday to Thursday in UTC as Spotify cuts it, in which the source made the list (docs/charts.md, "Objects").
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from core.charts.telling.words import day
from core.errors import Refusal
from sources.errors import NothingNew, SourceStale, WeekUnclear

WEEK = timedelta(days=7)
_THURSDAY = 3


def week_end(moment: datetime) -> date:
    """The Thursday that closes the chart week of *moment*, which carries its zone."""
    today = moment.astimezone(UTC).date()
    return today + timedelta(days=(_THURSDAY - today.weekday()) % 7)


@dataclass(frozen=True, slots=True)
class Edition:
    """An issue in short: the last day of its week and the fingerprint of its rows, as the store keeps it."""

    end: date
    content: str


class Step(StrEnum):
    """What is to be done with a fetched list."""

    PUBLISH = "publish"
    ASK = "ask"
    NOTHING_NEW = "nothing new"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The *step* to take and why, in one sentence."""

    step: Step
    reason: str

    def insist(self, *, confirmed: bool = False) -> None:
        """Pass only what may be published; what is asked passes when it was *confirmed*.

        Raises:
            WeekUnclear: it has to be confirmed first.
            NothingNew: the list is here already.
            SourceStale: the list is older than the week that is due.
        """
        refusals: dict[Step, type[Refusal]] = {Step.NOTHING_NEW: NothingNew, Step.STALE: SourceStale}
        if not confirmed:
            refusals[Step.ASK] = WeekUnclear
        if self.step in refusals:
            raise refusals[self.step](self.reason)


def follows(last: Edition | None, new: Edition, *, today: date) -> Verdict:
    """What to do with *new* after *last*, the newest issue that is stored; *today* is the day in UTC.

    Only two things are published without asking: the first issue of a chart, and the week right after the last one
    with another list.
    """
    due = week_end(datetime(today.year, today.month, today.day, tzinfo=UTC))
    if last is not None and new.content == last.content:
        return Verdict(
            Step.NOTHING_NEW,
            f"The source still shows the list of the week to {day(last.end)}, place by place: ask it again later.",
        )
    if new.end < due - WEEK or (last is not None and new.end < last.end):
        newest = due if last is None else max(due, last.end)
        return Verdict(
            Step.STALE,
            f"The source shows the list of the week to {day(new.end)}, which is older than the one to {day(newest)}"
            " that is due: ask it again later.",
        )
    if new.end > due:
        return Verdict(
            Step.ASK,
            f"The list is dated to the week to {day(new.end)}, which has not begun: check this machine's clock,"
            " then confirm it.",
        )
    if last is None or new.end == last.end + WEEK:
        return Verdict(Step.PUBLISH, f"The week to {day(new.end)} is the next one.")
    if new.end == last.end:
        return Verdict(
            Step.ASK,
            f"The week to {day(new.end)} is here already with another list: confirm it to publish this one as a"
            " correction, or wait for the next week.",
        )
    return Verdict(
        Step.ASK,
        f"The last issue here is of the week to {day(last.end)} and this list of the week to {day(new.end)}:"
        " import what is missing between them, or confirm that the gap stays.",
    )
