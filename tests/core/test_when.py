"""Times in words: what fans type, the instant it means, and what is asked back instead of guessed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.when import Unclear, when

NOW = datetime(2024, 7, 26, 11, 30, tzinfo=UTC)
"""A Friday: 20:30 in Seoul, 13:30 in Berlin, 07:30 in New York, 17:00 in Kolkata."""

SEOUL, BERLIN, NEW_YORK, KOLKATA = map(ZoneInfo, ("Asia/Seoul", "Europe/Berlin", "America/New_York", "Asia/Kolkata"))

IN_SEOUL = [
    ("fri 9pm", "2024-07-26 21:00"),
    ("friday 9 pm", "2024-07-26 21:00"),
    ("on friday at 9pm", "2024-07-26 21:00"),
    ("Fri, 21:00", "2024-07-26 21:00"),
    ("FRI. 9PM", "2024-07-26 21:00"),
    ("fri 8pm", "2024-08-02 20:00"),  # this evening's 8 pm is over
    ("fri 20:30", "2024-08-02 20:30"),  # now is not to come
    ("sat 8pm", "2024-07-27 20:00"),
    ("tues 8pm", "2024-07-30 20:00"),
    ("wednesday 8pm", "2024-07-31 20:00"),
    ("thurs 8.30 pm", "2024-08-01 20:30"),
    ("this sunday 8am", "2024-07-28 08:00"),
    ("next friday 20:00", "2024-08-02 20:00"),
    ("next mon 20:00", "2024-07-29 20:00"),
    ("next sunday 20:00", "2024-08-04 20:00"),
    ("next friday at noon", "2024-08-02 12:00"),
    ("tomorrow 20:00", "2024-07-27 20:00"),
    ("tomorrow at 8pm", "2024-07-27 20:00"),
    ("Tomorrow, 8:15 PM", "2024-07-27 20:15"),
    ("8 pm tomorrow", "2024-07-27 20:00"),
    ("8pm fri", "2024-08-02 20:00"),
    ("20:00 on saturday", "2024-07-27 20:00"),
    ("9pm next friday", "2024-08-02 21:00"),
    ("오후 8시 내일", "2024-07-27 20:00"),
    ("day after tomorrow 8pm", "2024-07-28 20:00"),
    ("today 21:00", "2024-07-26 21:00"),
    ("today 8am", "2024-07-26 08:00"),  # in the past: the party says so
    ("tonight 9", "2024-07-26 21:00"),
    ("tonight 9:30", "2024-07-26 21:30"),
    ("tonight 11pm", "2024-07-26 23:00"),
    ("tonight at midnight", "2024-07-27 00:00"),
    ("21:00", "2024-07-26 21:00"),
    ("at 9pm", "2024-07-26 21:00"),
    ("8am", "2024-07-27 08:00"),
    ("12am", "2024-07-27 00:00"),
    ("12pm", "2024-07-27 12:00"),
    ("noon", "2024-07-27 12:00"),
    ("midnight", "2024-07-27 00:00"),
    ("sat noon", "2024-07-27 12:00"),
    ("sat midnight", "2024-07-28 00:00"),
    ("0:05", "2024-07-27 00:05"),
    ("in 2 hours", "2024-07-26 22:30"),
    ("in 45 min", "2024-07-26 21:15"),
    ("in 90m", "2024-07-26 22:00"),
    ("in 3 days", "2024-07-29 20:30"),
    ("in 1 week", "2024-08-02 20:30"),
    ("2시간 뒤", "2024-07-26 22:30"),
    ("30분 후에", "2024-07-26 21:00"),
    ("3일 뒤", "2024-07-29 20:30"),
    ("1주 후", "2024-08-02 20:30"),
    ("내일 오후 8시", "2024-07-27 20:00"),
    ("내일 20시", "2024-07-27 20:00"),
    ("내일 20:00", "2024-07-27 20:00"),
    ("모레 저녁 7시 30분", "2024-07-28 19:30"),
    ("내일모레 저녁 7시", "2024-07-28 19:00"),
    ("오늘 밤 9시", "2024-07-26 21:00"),
    ("오늘 밤 12시", "2024-07-27 00:00"),
    ("토요일 밤 1시", "2024-07-28 01:00"),
    ("토요일 새벽 2시", "2024-07-27 02:00"),
    ("금요일 저녁 8시", "2024-08-02 20:00"),
    ("금요일 저녁 9시 반", "2024-07-26 21:30"),
    ("다음 주 금요일 오후 8시", "2024-08-02 20:00"),
    ("다음주 월요일 오전 10시", "2024-07-29 10:00"),
    ("이번 주 토요일 오후 3시에", "2024-07-27 15:00"),
    ("일요일에 낮 12시", "2024-07-28 12:00"),
    ("일요일 낮 11시", "2024-07-28 11:00"),
    ("일요일 낮 2시", "2024-07-28 14:00"),
    ("일요일 정오", "2024-07-28 12:00"),
    ("오전 12시", "2024-07-27 00:00"),
    ("아침 9시", "2024-07-27 09:00"),
    ("2026-11-27 20:00", "2026-11-27 20:00"),
    ("2026-11-27T20:00", "2026-11-27 20:00"),
    ("2026-11-27 9:05", "2026-11-27 09:05"),
    ("2026-11-27 20:00:59", "2026-11-27 20:00"),
    ("2026-11-27 20:00+09:00", "2026-11-27 20:00"),
    ("2026-11-27T11:00Z", "2026-11-27 20:00"),
    ("2026-11-27 06:00 -0500", "2026-11-27 20:00"),
    ("２０２６-11-27 ２０:００", "2026-11-27 20:00"),
    ("  tomorrow   20:00 ", "2024-07-27 20:00"),
    ("tomor\u200brow 20:00", "2024-07-27 20:00"),
    ("saturday evening at 8", "2024-07-27 20:00"),
    ("sat evening 8:30", "2024-07-27 20:30"),
    ("saturday afternoon at 3", "2024-07-27 15:00"),
    ("sunday morning 10", "2024-07-28 10:00"),
    ("sat night 11", "2024-07-27 23:00"),
    ("saturday night at 1", "2024-07-28 01:00"),
    ("tomorrow evening 7", "2024-07-27 19:00"),
    ("tomorrow evening at 7:15", "2024-07-27 19:15"),
    ("tomorrow night 9", "2024-07-27 21:00"),
    ("tomorrow morning at 9", "2024-07-27 09:00"),
    ("tomorrow afternoon 2:30", "2024-07-27 14:30"),
    ("8 in the evening", "2024-07-27 20:00"),
    ("9 in the evening", "2024-07-26 21:00"),
    ("9 at night", "2024-07-26 21:00"),
    ("10 in the morning", "2024-07-27 10:00"),
    ("this evening at 9", "2024-07-26 21:00"),
    ("9 tonight", "2024-07-26 21:00"),
    ("9:30 tonight", "2024-07-26 21:30"),
    ("at 10 tonight", "2024-07-26 22:00"),
    ("tonight at half past 9", "2024-07-26 21:30"),
    ("tomorrow at half past 8 pm", "2024-07-27 20:30"),
    ("tomorrow quarter past 8 pm", "2024-07-27 20:15"),
    ("tomorrow quarter to 9 pm", "2024-07-27 20:45"),
    ("sat eight pm", "2024-07-27 20:00"),
    ("sat 8 p.m.", "2024-07-27 20:00"),
    ("sat 8 P.M", "2024-07-27 20:00"),
    ("sat 8 o'clock pm", "2024-07-27 20:00"),
    ("in an hour", "2024-07-26 21:30"),
    ("in half an hour", "2024-07-26 21:00"),
    ("in two hours", "2024-07-26 22:30"),
    ("in three days", "2024-07-29 20:30"),
    ("in a week", "2024-08-02 20:30"),
    ("in a day", "2024-07-27 20:30"),
    ("in 1 and a half hours", "2024-07-26 22:00"),
    ("2 hours from now", "2024-07-26 22:30"),
    ("in 10 minutes", "2024-07-26 20:40"),
    ("tmr 8pm", "2024-07-27 20:00"),
    ("tmrw 20:00", "2024-07-27 20:00"),
    ("27 nov 8pm", "2024-11-27 20:00"),
    ("27 november 8pm", "2024-11-27 20:00"),
    ("27th of november 20:00", "2024-11-27 20:00"),
    ("the 27th of november at 8pm", "2024-11-27 20:00"),
    ("on 27 nov at 20:00", "2024-11-27 20:00"),
    ("nov 27 8pm", "2024-11-27 20:00"),
    ("november 27th at 8pm", "2024-11-27 20:00"),
    ("nov 27, 2025 8pm", "2025-11-27 20:00"),
    ("27 nov 2025 20:00", "2025-11-27 20:00"),
    ("8pm 27 nov", "2024-11-27 20:00"),
    ("20:00 on nov 27", "2024-11-27 20:00"),
    ("1 jan 0:30", "2025-01-01 00:30"),  # the next one
    ("jan 1st noon", "2025-01-01 12:00"),
    ("26 jul 21:00", "2024-07-26 21:00"),  # today
    ("dec 24 midnight", "2024-12-25 00:00"),
    ("29 feb 2028 20:00", "2028-02-29 20:00"),
    ("2026-11-27 8pm", "2026-11-27 20:00"),
    ("8pm on 2026-11-27", "2026-11-27 20:00"),
    ("the day after tomorrow at 8pm", "2024-07-28 20:00"),
    ("tomorrow at noon", "2024-07-27 12:00"),
    ("this friday 9pm", "2024-07-26 21:00"),
    ("this saturday noon", "2024-07-27 12:00"),
    ("next wed 7:45pm", "2024-07-31 19:45"),
    ("thursday 20:15", "2024-08-01 20:15"),
    ("mon 0:00", "2024-07-29 00:00"),
    ("sun 23:59", "2024-07-28 23:59"),
    ("12:30", "2024-07-27 12:30"),
    ("12:30am", "2024-07-27 00:30"),
    ("11:59pm", "2024-07-26 23:59"),
    ("20.45", "2024-07-26 20:45"),
    ("at 20:45", "2024-07-26 20:45"),
    ("낼 저녁 8시", "2024-07-27 20:00"),
    ("금욜 저녁 9시", "2024-07-26 21:00"),
    ("토욜 오후 3시", "2024-07-27 15:00"),
    ("담주 금욜 오후 8시", "2024-08-02 20:00"),
    ("담주 월요일 오전 10시", "2024-07-29 10:00"),
    ("다다음 주 금요일 오후 8시", "2024-08-09 20:00"),
    ("다다음주 월요일 20시", "2024-08-05 20:00"),
    ("이번 주 일요일 저녁 7시", "2024-07-28 19:00"),
    ("이번주 토요일 20:00", "2024-07-27 20:00"),
    ("글피 오후 8시", "2024-07-29 20:00"),
    ("모레 20시 30분", "2024-07-28 20:30"),
    ("내일 저녁 여덟시", "2024-07-27 20:00"),
    ("내일 저녁 여덟 시 반", "2024-07-27 20:30"),
    ("오늘 밤 아홉 시", "2024-07-26 21:00"),
    ("일요일 낮 열두 시", "2024-07-28 12:00"),
    ("내일 오전 열한시", "2024-07-27 11:00"),
    ("내일 오후 두 시", "2024-07-27 14:00"),
    ("오늘 자정", "2024-07-27 00:00"),
    ("토요일 자정", "2024-07-28 00:00"),
    ("내일 정오", "2024-07-27 12:00"),
    ("한 시간 뒤", "2024-07-26 21:30"),
    ("두 시간 후에", "2024-07-26 22:30"),
    ("1시간 반 뒤", "2024-07-26 22:00"),
    ("10분 뒤", "2024-07-26 20:40"),
    ("하루 뒤", "2024-07-27 20:30"),
    ("이틀 뒤", "2024-07-28 20:30"),
    ("사흘 후", "2024-07-29 20:30"),
    ("일주일 뒤", "2024-08-02 20:30"),
    ("2주 뒤", "2024-08-09 20:30"),
    ("11월 27일 오후 8시", "2024-11-27 20:00"),
    ("11월 27일 20시", "2024-11-27 20:00"),
    ("11월 27일에 저녁 8시에", "2024-11-27 20:00"),
    ("2025년 11월 27일 오후 8시 30분", "2025-11-27 20:30"),
    ("2025년 1월 1일 20:00", "2025-01-01 20:00"),
    ("1월 1일 오전 12시 30분", "2025-01-01 00:30"),
    ("오후 8시 11월 27일", "2024-11-27 20:00"),
    ("저녁 8시 금요일", "2024-08-02 20:00"),
    ("수요일 아침 7시", "2024-07-31 07:00"),
    ("목요일 새벽 1시 30분", "2024-08-01 01:30"),
    ("일요일 밤 11시 반", "2024-07-28 23:30"),
    ("내일 밤 10시", "2024-07-27 22:00"),
    ("내일 저녁 8:30", "2024-07-27 20:30"),
    ("오후 9:30", "2024-07-26 21:30"),
    ("22시", "2024-07-26 22:00"),
    ("21시 15분", "2024-07-26 21:15"),
]


def test_the_corpus_has_two_hundred_phrases_and_none_twice() -> None:
    phrases = [typed for typed, _ in IN_SEOUL]
    assert len(set(phrases)) == len(phrases) >= 190


@pytest.mark.parametrize(("typed", "shown"), IN_SEOUL)
def test_what_fans_type_means_what_seouls_clocks_will_show(typed: str, shown: str) -> None:
    expected = datetime.strptime(shown, "%Y-%m-%d %H:%M").replace(tzinfo=SEOUL)
    assert when(typed, now=NOW, where=SEOUL) == expected


@pytest.mark.parametrize(
    ("typed", "where", "utc"),
    [
        ("fri 8pm", BERLIN, "2024-07-26T18:00"),
        ("fri 8pm", NEW_YORK, "2024-07-27T00:00"),
        ("fri 8pm", KOLKATA, "2024-07-26T14:30"),
        ("tomorrow 20:00", NEW_YORK, "2024-07-28T00:00"),
        ("noon", NEW_YORK, "2024-07-26T16:00"),
        ("8am", NEW_YORK, "2024-07-26T12:00"),
        ("7am", NEW_YORK, "2024-07-27T11:00"),
        ("next monday 9:00", BERLIN, "2024-07-29T07:00"),
        ("금요일 저녁 8시", BERLIN, "2024-07-26T18:00"),
        ("in 2 hours", BERLIN, "2024-07-26T13:30"),
        ("2024-12-24 18:00", BERLIN, "2024-12-24T17:00"),
        ("2024-12-24 18:00+09:00", BERLIN, "2024-12-24T09:00"),
        ("2025-03-30 02:30", BERLIN, "2025-03-30T01:30"),  # a gap: an hour later on the clock
        ("2024-10-27 02:30", BERLIN, "2024-10-27T00:30"),  # a fold: the first one
        ("2024-11-03 01:30", NEW_YORK, "2024-11-03T05:30"),
        ("<t:1795863600:F>", BERLIN, "2026-11-28T11:00"),
        ("<t:1795863600>", NEW_YORK, "2026-11-28T11:00"),
    ],
)
def test_the_same_words_are_another_instant_on_other_clocks(typed: str, where: ZoneInfo, utc: str) -> None:
    assert when(typed, now=NOW, where=where) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("typed", ["friday", "tomorrow", "tonight", "next friday", "내일", "금요일", "다음 주 금요일"])
def test_a_day_alone_is_asked_for_its_time(typed: str) -> None:
    with pytest.raises(BadInput, match="not the time of day"):
        when(typed, now=NOW, where=SEOUL)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "soon", "yesterdayish", "8", "fri 8", "8시", "금요일 8시", "25:00", "20:60", "fri 25:00", "13am"),
        *(
            "month 8pm",
            "sunset 20:00",
            "satisfying 8pm",
            "monkey 20:00",
            "in some hours",
            "in 99999 hours",
            "오후 25시",
        ),
        *("2026-02-30 20:00", "2026-11-27 24:00", "2026-11-27 20:60", "2026-13-01 20:00", "2026-11-27", "27/11 8pm"),
        *("2026-11-27 20:00+99:99", "0001-01-01 00:00", "0000-01-01 00:00", "<t:99999999999>", "<t:-5>", "<t:abc>"),
        *("tomorrow tomorrow 8pm", "8pm 9pm", "fri sat 8pm", "٢٠٢٦-١١-٢٧ ٢٠:٠٠"),
    ],
)
def test_what_cannot_be_read_shows_how_to_write_it(typed: str) -> None:
    with pytest.raises(BadInput, match=r"fri 8pm.*tomorrow 20:00.*금요일"):
        when(typed, now=NOW, where=SEOUL)


WEDNESDAY = datetime(2024, 7, 31, 3, 0, tzinfo=UTC)
"""Noon in Seoul."""


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("이번 주 월요일 오후 8시", "2024-08-05 20:00"),  # over: the next Monday is not of this week
        ("this monday 8pm", "2024-08-05 20:00"),
        ("이번 주 수요일 오전 9시", "2024-08-07 09:00"),
        ("8", "2024-07-31 20:00"),
        ("11", "2024-07-31 23:00"),
        ("fri 8", "2024-08-02 08:00"),
        ("금요일 8시", "2024-08-02 08:00"),
        ("friday", "2024-08-02 20:00"),
        ("wednesday", "2024-07-31 20:00"),
        ("내일", "2024-08-01 20:00"),
        ("nov 27", "2024-11-27 20:00"),
        ("tomorow 8pm", "2024-08-01 20:00"),
        ("satuday 20:00", "2024-08-03 20:00"),
        ("fridy 8pm", "2024-08-02 20:00"),
        ("tommorrow evning 8", "2024-08-01 20:00"),
    ],
)
def test_what_is_not_clear_is_refused_with_the_nearest_reading(typed: str, nearest: str) -> None:
    expected = datetime.strptime(nearest, "%Y-%m-%d %H:%M").replace(tzinfo=SEOUL)
    with pytest.raises(Unclear, match=f"nearest reading is <t:{int(expected.timestamp())}:F>") as refused:
        when(typed, now=WEDNESDAY, where=SEOUL)
    assert refused.value.nearest == expected


def test_a_year_beyond_the_calendar_is_refused_west_of_greenwich_too() -> None:
    with pytest.raises(BadInput):
        when("9999-12-31 23:59", now=NOW, where=NEW_YORK)


SAID = (
    "fri friday next this tomorrow today tonight at in on 8 8pm 20:00 12 am pm noon midnight 2 hours z +09:00 , . "
    "내일 모레 금요일 다음 주 오후 밤 8시 12시 30분 반 뒤 2026-11-27 2026-02-30 <t:1795863600:F> 9999-12-31 0001-01-01"
)
WORDS = st.sampled_from(SAID.split())


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=6).map(" ".join)), st.sampled_from([SEOUL, NEW_YORK]))
def test_whatever_is_typed_is_an_aware_instant_or_a_refusal(typed: str, where: ZoneInfo) -> None:
    try:
        moment = when(typed, now=NOW, where=where)
    except BadInput:
        return
    assert moment.utcoffset() == timedelta(0)


@given(st.integers(0, 6), st.integers(0, 23), st.integers(0, 59), st.sampled_from([SEOUL, BERLIN, NEW_YORK, KOLKATA]))
def test_a_weekday_is_the_next_such_day_and_both_languages_agree(
    day: int, hour: int, minute: int, where: ZoneInfo
) -> None:
    english = when(f"{('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')[day]} {hour}:{minute:02}", now=NOW, where=where)
    assert timedelta(0) < english - NOW <= timedelta(days=7)
    assert english.astimezone(where).weekday() == day
    if hour > 12:
        assert when(f"{'월화수목금토일'[day]}요일 {hour}시 {minute}분", now=NOW, where=where) == english
