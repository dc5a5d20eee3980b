"""When two listings are one song."""

import csv

import pytest

from core.charts.matching.identity import same_song, song_key
from tests.core.charts.conftest import Data


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("좋아해요", "폴킴(Paul Kim)"), ("좋아해요", "폴킴")),
        (("예뻤어", "DAY6 (데이식스)"), ("예뻤어", "데이식스")),
        (("Seven (feat. Latto) (Explicit Ver.)", "Jung Kook, Latto"), ("Seven", "Jung Kook")),
        (("Wonderwall - Remastered", "Oasis"), ("Wonderwall", "Oasis")),
        (("Don't Stop Believin' (2022 Remaster)", "Journey"), ("Don’t Stop Believin’", "JOURNEY")),
        (("Like Crazy (English Version)", "Jimin"), ("Like Crazy", "Jimin")),
        (("네가 내 마음에 자리 잡았다 (Into You)", "엔플라잉"), ("네가 내 마음에 자리 잡았다", "엔플라잉(N.Flying)")),
        (("Relación", "Sech"), ("Relacion", "SECH")),
        (("You & I", "이클립스"), ("You&I", "이클립스 (ECLIPSE)")),
        (("Angel Pt. 2", "JVKE"), ("Angel (Part II)", "JVKE")),
        (("Lips (Feat. 지젤 of aespa)", "볼빨간사춘기"), ("Lips (feat. 지젤)", "볼빨간사춘기")),
        (("Small girl (feat. 도경수(D.O.))", "이영지"), ("Small girl", "이영지")),
    ],
)
def test_one_song_in_two_spellings_has_one_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert song_key(*one) == song_key(*other)
    assert same_song(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("With You", "Lyn"), ("With you", "Jimin, HA SUNG WOON")),
        (("Angel Pt. 1", "JVKE"), ("Angel Pt. 2", "JVKE")),
        (("Bubble Gum", "뉴진스"), ("Bubble Gum (Instrumental)", "뉴진스")),
        (("Slow Dancing", "V"), ("Slow Dancing (Piano Ver.)", "V")),
        (("Love Story", "Taylor Swift"), ("Love Story (Taylor’s Version)", "Taylor Swift")),
        (("그랬나봐", "유회승"), ("그랬나봐", "김형중")),
        (("The Day We Finally Met Again 1", "IU"), ("The Day We Finally Met Again 2", "IU")),
        (("Fear And Friday's", "Zach Bryan"), ("Fear And Friday's (Poem)", "Zach Bryan")),
        (("Viva Las Vegas", "Elvis Presley"), ("Viva Las Vegas (EP)", "Elvis Presley")),
        (("Lovely Runner", "ECLIPSE"), ("Lovely Runner - Mini Album", "ECLIPSE")),
        (
            ("I Wonder If You Know How Much I Miss You", "Lyn"),
            ("I Wonder If You Know How Much I Miss You (EP)", "Lyn"),
        ),
    ],
)
def test_other_recordings_and_other_singers_are_other_songs(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert song_key(*one) != song_key(*other)
    assert not same_song(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Magnetic", "ILLIT"), ("Magnetic", "아일릿(ILLIT)")),
        (("With you", "Jimin, HA SUNG WOON"), ("With You", "HA SUNG WOON x Jimin")),
        (("Think I'm In Love With You", "Chris Stapleton"), ("I Think I'm In Love With You", "Chris Stapleton")),
        (("Soak City", "310babii"), ("Soak City (Do It)", "310babii")),
        (("Rubicon", "Peso Pluma"), ("Rubicon", "")),
    ],
)
def test_listings_whose_keys_differ_may_still_be_one_song(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert same_song(one, other)
    assert same_song(other, one)


def test_a_group_on_the_records_label_is_part_of_the_listing_and_a_guest_is_not() -> None:
    assert song_key("Viva Las Vegas", "Elvis Presley With The Jordanaires") != song_key(
        "Viva Las Vegas", "Elvis Presley"
    )
    assert song_key("Dial Drunk", "Noah Kahan With Post Malone") == song_key("Dial Drunk", "Noah Kahan")
    assert song_key("Winter Ahead", "V With Park Hyo Shin") == song_key("Winter Ahead", "V & Park Hyo Shin")


def test_a_title_of_signs_alone_still_has_a_key_of_its_own() -> None:
    assert song_key("?", "XXXTENTACION") != song_key("!", "XXXTENTACION")


def test_real_pairs_of_listings_are_told_apart(data: Data) -> None:
    with data("matching/same_song_pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    right = wrong = missed = 0
    for pair in pairs:
        one, other = (pair["title_a"], pair["artist_a"]), (pair["title_b"], pair["artist_b"])
        told, true = same_song(one, other), pair["same"] == "1"
        right, wrong, missed = right + (told and true), wrong + (told and not true), missed + (true and not told)
    precision, recall = right / (right + wrong), right / (right + missed)
    measure = f"precision {precision:.4f} ({wrong} wrong), recall {recall:.4f} ({missed} missed) of {len(pairs)} pairs"
    assert precision >= 0.99, measure
    assert recall >= 0.97, measure


def test_no_two_rows_of_one_real_hot_100_or_korean_chart_are_one_song(data: Data) -> None:
    seen: dict[tuple[str, str], str] = {}
    charts = {
        "hot100/hot100_2015-2019.csv": ("week",),
        "kr_daily/kr_daily_2024-04-30_2024-07-31.csv": ("date", "platform"),
    }
    clashes = set()
    for name, issue in charts.items():
        with data(name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                place = " ".join(row[column] for column in issue), song_key(row["title"], row["artist"])
                if place in seen:
                    clashes.add((seen[place].casefold(), row["title"].casefold()))
                seen[place] = row["title"]
    # One song of Apple's chart of 26 May 2024 stood on it twice, in capitals and without.
    assert clashes == {("jealousyvalhalla", "jealousyvalhalla")}
