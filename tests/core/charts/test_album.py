"""Reading an album's name: which drama's soundtrack, which part."""

import csv
from collections.abc import Callable

import pytest

from core.charts.matching.album import parse_album
from core.charts.matching.spelling import squeeze
from tests.core.charts.conftest import Data


@pytest.mark.parametrize(
    ("album", "drama", "part"),
    [
        ("눈물의 여왕 OST Part.4", "눈물의 여왕", 4),
        ("나의 아저씨 (tvN 수목드라마) OST - Part.2", "나의 아저씨", 2),
        ("닥터 이방인 Part 5 (SBS 월화 드라마)", "닥터 이방인", 5),
        ("MBC 월화 특별 기획 `야경꾼 일지` OST Part 1", "야경꾼 일지", 1),
        ("'키스 먼저 할까요?' OST Part.3", "키스 먼저 할까요", 3),
        ("슬기로운 감빵생활 O.S.T Part.5", "슬기로운 감빵생활", 5),
        ("사랑인가 봐 (사내맞선 OST 스페셜 트랙)", "사내맞선", None),
        ("Sweet (A Business Proposal OST Part.1)", "A Business Proposal", 1),
        ("Nevertheless, (Original Television Soundtrack, Pt. 6)", "Nevertheless", 6),
        ("Guardian (Original Television Soundtrack), Pt. 4", "Guardian", 4),
        ("Descendants Of The Sun (Original Television Soundtrack) Pt.6 - Talk Love", "Descendants Of The Sun", 6),
        ("HOSPITAL PLAYLIST (Original Television Soundtrack) SPECIAL", "HOSPITAL PLAYLIST", None),
        ("Master`s sun OST Part.3", "Master's sun", 3),
        ("Healer (Original Television Soundtrack)", "Healer", None),
    ],
)
def test_the_drama_and_the_part_are_read_from_the_name(album: str, drama: str, part: int | None) -> None:
    ost = parse_album(album)
    assert ost is not None
    assert (ost.drama, ost.part) == (drama, part)


def test_a_name_in_two_scripts_is_read_in_both() -> None:
    ost = parse_album("The Crowned Clown OST (왕이 된 남자 OST) - Part 3")
    assert ost is not None
    assert ost.names == ("The Crowned Clown", "왕이 된 남자")
    second = parse_album("Meow the secret boy 어서와 (Original Television Soundtrack), Pt.6")
    assert second is not None
    assert second.names[:2] == ("Meow the secret boy", "어서와")


@pytest.mark.parametrize(
    "album",
    [
        "LOST",
        "GHOSTS",
        "POSTER BOY",
        "OST",
        "OST Best - Flash Back",
        "LILAC",
        "Blade Runner 2049 (Original Motion Picture Soundtrack)",
        "Duet (Original Game Soundtrack)",
        "Tokyo 42, Part I (Original Game Soundtrack)",
        "영화 `Make Your Move` OST",
        "모바일 게임 '헤븐' OST",
        "The Fountain OST",
        "",
    ],
)
def test_films_games_and_words_that_look_like_it_are_none(album: str) -> None:
    assert parse_album(album) is None


def test_knowing_the_dramas_lets_a_bare_soundtrack_in_and_keeps_a_films_out() -> None:
    known = {"Twenty-Five Twenty-One", "겨울연가"}
    assert parse_album("Twenty-Five Twenty-One OST") is None
    assert parse_album("Twenty-Five Twenty-One OST", known.__contains__) is not None
    assert parse_album("Let It Go (겨울왕국 OST 효린 버전)", known.__contains__) is None


def known_dramas(data: Data) -> Callable[[str], bool]:
    with data("catalogue/dramas.csv").open(encoding="utf-8", newline="") as file:
        titles = {squeeze(row[column]) for row in csv.DictReader(file) for column in ("title_en", "title_ko")}
    return lambda name: squeeze(name) in titles


def test_real_album_names_are_told_apart(data: Data) -> None:
    is_drama = known_dramas(data)
    right = wrong = missed = misread = 0
    with data("catalogue/ost_album_strings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ost, true = parse_album(row["album"], is_drama), row["is_kdrama_ost"] == "1"
            right, wrong, missed = (
                right + (ost is not None and true),
                wrong + (ost is not None and not true),
                (missed + (ost is None and true)),
            )
            if ost and true:
                named = squeeze(row["drama_as_written"]) in map(squeeze, (*ost.names, ost.drama.removeprefix("A ")))
                misread += not named or str(ost.part or "") != row["part"]
    precision, recall = right / (right + wrong), right / (right + missed)
    measure = f"precision {precision:.4f} ({wrong} wrong), recall {recall:.4f} ({missed} missed), {misread} misread"
    assert precision >= 0.99, measure
    assert recall >= 0.97, measure
    assert misread == 0, measure


def test_other_peoples_readings_of_korean_soundtrack_names_are_ours(data: Data) -> None:
    with data("catalogue/ost_album_names_music_manager.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if "OST Part" in row["album_name"] and row["is_ost"] == "1"]
    assert len(rows) >= 10
    for row in rows:
        ost = parse_album(row["album_name"])
        assert ost is not None, row["album_name"]
        assert str(ost.part) == row["part"]
        assert set(map(squeeze, row["title"].split(" / "))) <= set(map(squeeze, ost.names)), row["album_name"]
