"""The week in words: two or three sentences of facts, the same in English and Korean."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from core.catalog.model import Names
from core.charts.model import Coverage, Issue, Week
from core.charts.rules.cadence import gapless
from core.charts.telling.story import LEAST_FOR_RECORDS, MOST_SENTENCES, Story, story
from core.charts.telling.story_facts import Title, facts
from core.charts.telling.story_words import Telling, and_, ordinal
from core.values import DramaKey, SongId
from tests.core.charts.lists import charts, end, issue, missing, streamed, told, void

TITLES = {
    SongId(1): Title(Names(en="All About You", ko="그대라는 시"), "Taeyeon", "태연"),
    SongId(2): Title(Names(en="Stay With Me"), "Chanyeol"),
    SongId(3): Title(Names(ko="너의 모든 순간"), "성시경"),
    **{SongId(number): Title(Names(en=f"Song {number}")) for number in range(4, 30)},
}


def of(*issues: Issue, cadence: str = "weekly") -> Story:
    return story(facts(told(*issues), TITLES, cadence=cadence))


def test_the_leader_comes_first_and_the_highest_debut_and_the_biggest_climb_follow() -> None:
    found = of(issue(0, (1, 1), (2, 9)), issue(1, (1, 1), (2, 4), (3, 5), (4, 6)))
    assert found.en == (
        "“All About You” by Taeyeon stays No. 1, at least its 2nd week there in all. "
        "The highest of 2 debuts is “너의 모든 순간” by 성시경 at No. 5. "
        "The biggest climb is up 5, from No. 9 to No. 4: “Stay With Me” by Chanyeol."
    )
    assert found.ko == (
        "이번 주 1위는 적어도 통산 2주째 정상에 오른 ‘그대라는 시’(태연)입니다. "
        "신규 진입 2곡 가운데 순위가 가장 높은 곡은 5위 ‘너의 모든 순간’(성시경)입니다. "
        "가장 많이 오른 곡은 9위에서 4위로 5계단 상승한 ‘Stay With Me’(Chanyeol)입니다."
    )


@pytest.mark.parametrize(
    ("issues", "english", "korean"),
    [
        (
            [issue(0, (2, 1)), issue(1, (1, 1))],
            "“All About You” by Taeyeon enters at No. 1.",
            "이번 주 1위는 진입과 동시에 정상에 오른 ‘그대라는 시’(태연)입니다.",
        ),
        (
            [issue(0, (1, 5)), issue(1, (1, 1))],
            "“All About You” by Taeyeon rises from No. 5 to No. 1.",
            "이번 주 1위는 지난주 5위에서 올라온 ‘그대라는 시’(태연)입니다.",
        ),
        (
            [issue(0), *(issue(number, (1, 1)) for number in (1, 2, 3))],
            "“All About You” by Taeyeon stays No. 1, its 3rd week there in all.",
            "이번 주 1위는 통산 3주째 정상에 오른 ‘그대라는 시’(태연)입니다.",
        ),
        (
            [issue(0), issue(1, (1, 1), (4, 1))],
            "“All About You” by Taeyeon and “Song 4” share No. 1.",
            "이번 주 공동 1위는 ‘그대라는 시’(태연), ‘Song 4’입니다.",
        ),
        (
            [issue(0, (1, 1))],
            "“All About You” by Taeyeon is No. 1. It is the first issue here, with 1 listed: moves are told from",
            "이번 주 1위는 ‘그대라는 시’(태연)입니다. 보유한 첫 차트로 모두 1곡이며, 순위 변동은",
        ),
    ],
)
def test_the_leader_is_told_by_what_it_did(issues: list[Issue], english: str, korean: str) -> None:
    found = of(*issues)
    assert found.en.startswith(english)
    assert found.ko.startswith(korean)


def test_a_return_is_told_with_the_weeks_it_was_away() -> None:
    found = of(issue(0, (1, 1), (3, 2)), issue(1, (1, 1)), issue(2, (1, 1)), issue(3, (1, 1), (3, 18)))
    assert "“너의 모든 순간” by 성시경 is back at No. 18 after 2 weeks away." in found.en
    assert "2주 동안 빠졌다가 18위로 돌아온 곡은 ‘너의 모든 순간’(성시경)입니다." in found.ko


def test_a_debut_that_may_be_older_is_new_in_our_data() -> None:
    found = of(issue(0, (1, 1)), missing(1), issue(2, (1, 1)), issue(3, (1, 1), (2, 7)))
    assert "The only debut is “Stay With Me” by Chanyeol at No. 7 (new in our data)." in found.en
    assert "유일한 신규 진입곡은 7위 ‘Stay With Me’(Chanyeol)입니다(보유 자료 기준)." in found.ko


def test_a_record_is_told_once_there_are_enough_issues_and_takes_the_place_of_its_own_sentence() -> None:
    quiet = [issue(number, (1, 1), (2, 12), (4, 15 - number % 2)) for number in range(LEAST_FOR_RECORDS - 1)]
    found = of(*quiet, issue(99, (1, 1), (2, 3), (4, 15)))
    assert (
        "“Stay With Me” by Chanyeol sets a record of the 13 issues here: up 9 at once, from No. 12 to No. 3."
        in found.en
    )
    assert (
        "보유한 차트 13회 가운데 새 기록을 세운 곡은 12위에서 3위로 9계단 상승한 ‘Stay With Me’(Chanyeol)입니다."
        in found.ko
    )
    assert "biggest climb" not in found.en
    early = of(*quiet[1:], issue(99, (1, 1), (2, 3), (4, 15)))
    assert "record" not in early.en
    assert "The biggest climb is up 9" in early.en


def test_a_dramas_record_names_the_drama() -> None:
    weeks = told(*(issue(n, (1, 1), (2, 2)) for n in range(13)), issue(13, (1, 1), (2, 2), (3, 3)))
    dramas = {DramaKey("hotel-del-luna"): Names(en="Hotel del Luna", ko="호텔 델루나")}
    found = story(facts(weeks, TITLES, drama_of=lambda _: DramaKey("hotel-del-luna"), dramas=dramas))
    assert "“Hotel del Luna” sets a record of the 14 issues here: 3 songs on the chart in one week." in found.en
    assert "보유한 차트 14회 가운데 새 기록을 세운 드라마는 한 주에 3곡이 오른 ‘호텔 델루나’입니다." in found.ko


def test_surge_and_staying_power_are_told_of_songs_that_were_not_named_yet() -> None:
    still = [streamed(number, (1, 1, 100), (2, 2, 50), (3, 3, 40)) for number in range(8)]
    found = of(*still, streamed(8, (1, 1, 100), (2, 2, 60), (3, 3, 40)))
    assert "The strongest surge is “Stay With Me” by Chanyeol, rising at No. 2." in found.en
    assert "상승세가 가장 큰 곡은 2위에서 오르는 중인 ‘Stay With Me’(Chanyeol)입니다." in found.ko
    assert "staying power" not in found.en, "the song that has the most is told of already, and no other has it"
    assert "꾸준한" not in found.ko
    fast = of(*still, streamed(8, (1, 1, 100), (2, 2, 150), (3, 3, 40)))
    assert "rising fast at No. 2" in fast.en
    assert "2위에서 빠르게 오르는 중인" in fast.ko


def test_a_list_too_short_to_tell_claims_nobody_left() -> None:
    found = of(issue(0, (1, 1), (2, 6)), replace(issue(1, (1, 1)), depth=5))
    assert "1 is listed, and 1 is below the published list since last week." in found.en
    assert "차트에는 모두 1곡이 있고, 지난주 이후 1곡은 공개된 순위보다 아래에 있습니다." in found.ko
    both = of(issue(0, (1, 1), (2, 6), (3, 2)), replace(issue(1, (1, 1)), depth=5))
    assert "1 left, 1 is below the published list since last week." in both.en
    assert "1곡이 빠지고 1곡은 공개된 순위보다 아래에 있습니다." in both.ko


def test_after_a_missing_week_nothing_is_said_of_who_left() -> None:
    found = of(issue(0, (1, 1), (2, 6)), missing(1), issue(2, (1, 1)))
    assert found.en.endswith("1 is listed; the issue of last week is not here.")
    assert found.ko.endswith("차트에는 모두 1곡이 있고, 지난주 차트는 없습니다.")


def test_of_a_list_whose_osts_alone_are_here_it_speaks_among_them() -> None:
    told_of = facts(told(issue(0, (1, 40)), issue(1, (1, 9))), TITLES)
    assert story(replace(told_of, among_osts=True)).en.startswith("Among the OSTs: The biggest climb is up 31")
    assert story(replace(told_of, among_osts=True)).ko.startswith("OST 가운데: 가장 많이 오른 곡은")
    assert story(told_of).en.startswith("The biggest climb")


def test_a_week_without_an_ost_is_a_fact() -> None:
    before, now = (replace(one, coverage=Coverage.OST) for one in (issue(0, (1, 1)), issue(1)))
    found = of(before, now)
    assert found.en == "No K-drama OST is on the chart this week. Since last week 1 left."
    assert found.ko == "이번 주 차트에는 한국 드라마 OST가 없습니다. 지난주 이후 1곡이 빠졌습니다."
    assert of(issue(0)).en.startswith("Nothing is on the chart this week.")


def test_a_missing_week_is_said_to_be_missing() -> None:
    assert of(issue(0, (1, 1)), missing(1)) == Story(
        "The issue of this week is not here.", "이번 주 차트는 아직 없습니다."
    )


def test_a_week_the_publisher_skipped_is_said_to_be_skipped() -> None:
    assert of(issue(0, (1, 1)), void(1)) == Story(
        "No chart was published this week.", "이번 주 차트는 발표되지 않았습니다."
    )


def test_daily_charts_speak_of_days() -> None:
    days = [replace(issue(0, (1, rank)), end=end(0) + timedelta(days=number)) for number, rank in enumerate((4, 1))]
    found = of(*days, cadence="daily")
    assert found.ko.startswith("이날 1위는 전날 4위에서 올라온")


def test_more_than_two_names_are_counted() -> None:
    three = [Telling(name, name) for name in ("A", "B", "C")]
    assert and_(three) == Telling("A, B and 1 more", "A, B 외 1곡")
    assert and_(three[:2]) == Telling("A and B", "A, B")


def test_ordinals_read_as_spoken() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"]
    )


@given(charts(most=20))
def test_a_story_has_two_or_three_sentences_that_end_alike_and_never_hang_a_particle_on_a_title(
    issues: Sequence[Issue],
) -> None:
    weeks: tuple[Week, ...] = told(*issues)
    for number in range(1, len(weeks) + 1):
        found = story(facts(gapless(weeks[:number], "weekly"), TITLES))
        least = 2 if weeks[number - 1].issue.entries else 1
        sentences = re.split(r"(?<=[.])\s(?=[A-Z“0-9])", re.sub(r"No\. ", "No.", found.en))
        assert least <= len(sentences) <= MOST_SENTENCES
        assert found.ko.count("니다.") + found.ko.count("기준).") == len(sentences)
        assert not re.search(r"[’)](?!입니다|,|\(| 외|\.)", found.ko.replace("’(", "("))
        told_of_entries = sentences if weeks[number - 1].figures else []
        assert all(any(character.isdigit() for character in sentence) for sentence in told_of_entries)
