"""A week that does not follow from the last is never published silently."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from sources import Edition, Step, Web, follows
from sources.apple import AppleMostPlayed
from sources.errors import NothingNew, SourceStale, WeekUnclear
from sources.week import Verdict, week_end
from tests.sources.station import NOW, THIS_WEEK, Clock, Station, apple, one_sentence, songs

TODAY = NOW.date()
WEEK = timedelta(days=7)
LAST = Edition(THIS_WEEK - WEEK, "last")
NEXT = Edition(THIS_WEEK, "new")


def test_the_week_after_the_last_is_published() -> None:
    assert follows(LAST, NEXT, today=TODAY).step is Step.PUBLISH


def test_the_first_issue_has_nothing_to_follow() -> None:
    assert follows(None, NEXT, today=TODAY).step is Step.PUBLISH


@pytest.mark.parametrize("weeks", [0, 1, 2, 5])
def test_the_same_list_again_is_nothing_new_whatever_its_stamp(weeks: int) -> None:
    again = Edition(LAST.end + weeks * WEEK, LAST.content)
    assert follows(LAST, again, today=TODAY + 4 * WEEK).step is Step.NOTHING_NEW


@pytest.mark.parametrize("weeks", [2, 3, 53])
def test_a_gap_is_asked_about(weeks: int) -> None:
    verdict = follows(Edition(THIS_WEEK - weeks * WEEK, "last"), NEXT, today=TODAY)
    assert verdict.step is Step.ASK
    assert "26 Nov 2026" in verdict.reason


def test_another_list_for_the_same_week_is_asked_about() -> None:
    assert follows(Edition(THIS_WEEK, "last"), NEXT, today=TODAY).step is Step.ASK


@pytest.mark.parametrize("days", [1, 6, 8, 13])
def test_a_week_cut_on_another_day_is_asked_about(days: int) -> None:
    last = Edition(THIS_WEEK - timedelta(days=days), "last")
    assert follows(last, NEXT, today=TODAY).step is Step.ASK


def test_a_week_before_the_last_is_stale() -> None:
    assert follows(Edition(THIS_WEEK, "last"), Edition(THIS_WEEK - WEEK, "new"), today=TODAY).step is Step.STALE


@pytest.mark.parametrize("last", [None, Edition(THIS_WEEK - 3 * WEEK, "last")])
def test_a_stamp_that_expired_is_stale_even_where_it_would_follow(last: Edition | None) -> None:
    assert follows(last, Edition(THIS_WEEK - 2 * WEEK, "new"), today=TODAY).step is Step.STALE


def test_the_week_that_ended_yesterday_is_still_good() -> None:
    assert follows(None, Edition(THIS_WEEK - WEEK, "new"), today=TODAY).step is Step.PUBLISH


def test_a_week_that_has_not_begun_is_asked_about() -> None:
    assert follows(LAST, Edition(THIS_WEEK + WEEK, "new"), today=TODAY).step is Step.ASK
    assert follows(NEXT, Edition(THIS_WEEK + WEEK, "newer"), today=TODAY).step is Step.ASK


@given(
    last=st.none() | st.builds(Edition, st.dates(date(2026, 9, 1), date(2027, 3, 1)), st.sampled_from("ab")),
    new=st.builds(Edition, st.dates(date(2026, 9, 1), date(2027, 3, 1)), st.sampled_from("ab")),
    today=st.dates(date(2026, 9, 1), date(2027, 3, 1)),
)
def test_only_a_first_issue_or_the_next_week_with_a_new_list_passes_in_silence(
    last: Edition | None, new: Edition, today: date
) -> None:
    verdict = follows(last, new, today=today)
    assert one_sentence(Refusal(verdict.reason)) or verdict.step is Step.PUBLISH
    if verdict.step is Step.PUBLISH:
        assert last is None or (new.end == last.end + WEEK and new.content != last.content)
        assert timedelta(days=-14) < new.end - today <= timedelta(days=6)


@pytest.mark.parametrize(
    ("step", "refusal"),
    [(Step.ASK, WeekUnclear), (Step.NOTHING_NEW, NothingNew), (Step.STALE, SourceStale)],
)
def test_what_is_not_to_be_published_words_itself(step: Step, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal, match="because of this"):
        Verdict(step, "because of this").insist()


def test_a_confirmation_lets_what_is_asked_pass_and_nothing_else() -> None:
    Verdict(Step.PUBLISH, "").insist()
    Verdict(Step.ASK, "").insist(confirmed=True)
    for step, refusal in ((Step.NOTHING_NEW, NothingNew), (Step.STALE, SourceStale)):
        with pytest.raises(refusal):
            Verdict(step, "").insist(confirmed=True)


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda moment: moment.year < 9999))
def test_a_chart_week_ends_on_the_thursday_at_most_six_days_ahead(moment: datetime) -> None:
    end = week_end(moment)
    assert end.weekday() == 3
    assert timedelta(0) <= end - moment.date() <= timedelta(days=6)


def test_a_thursday_night_in_california_is_friday_in_utc() -> None:
    assert week_end(datetime(2026, 11, 19, 23, 30, tzinfo=timezone(timedelta(hours=-7)))) == THIS_WEEK


class Shop:
    """Somebody who publishes what follows and remembers what he published."""

    def __init__(self, out: Web, station: Station, clock: Clock) -> None:
        self._out = out
        self._station = station
        self._clock = clock
        self.last: Edition | None = None

    async def friday(self, *, weeks_on: int, first: int, stamp: datetime | None = None) -> Step:
        """Fetch on the Friday *weeks_on* weeks after the first, when the list begins with song *first*."""
        self._clock.now = NOW + weeks_on * WEEK
        self._station.says(apple(updated=(stamp or self._clock.now).isoformat(), results=songs(5, first)))
        new = (await self._out.fetch(AppleMostPlayed("kr", base=self._station.base))).edition
        step = follows(self.last, new, today=self._clock.now.date()).step
        if step is Step.PUBLISH:
            self.last = new
        return step


async def test_three_fridays_in_a_row_are_published(out: Web, station: Station, clock: Clock) -> None:
    shop = Shop(out, station, clock)
    steps = [await shop.friday(weeks_on=week, first=week + 1) for week in range(3)]
    assert steps == [Step.PUBLISH] * 3


async def test_a_repeated_list_a_missed_week_and_an_old_stamp_are_not(out: Web, station: Station, clock: Clock) -> None:
    shop = Shop(out, station, clock)
    assert await shop.friday(weeks_on=0, first=1) is Step.PUBLISH
    assert await shop.friday(weeks_on=0, first=1) is Step.NOTHING_NEW
    assert await shop.friday(weeks_on=1, first=1) is Step.NOTHING_NEW
    assert await shop.friday(weeks_on=2, first=2) is Step.ASK
    assert await shop.friday(weeks_on=2, first=3, stamp=NOW) is Step.STALE
    assert shop.last is not None
    assert shop.last.end == THIS_WEEK
