"""Every real chart file is read as what it is, and no other file as a chart."""

from datetime import date
from pathlib import Path

import pytest

from core.charts.matching.identity import song_key
from core.charts.model import Entry, Issue, Sheet
from core.charts.readers import BadFile, Limits, read
from core.charts.rules.figures import weeks
from core.values import SongId
from tests.core.charts.conftest import Data

OPERATOR = Limits(bytes=64 * 1024 * 1024, rows=1_000_000)


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    return read(path.name, path.read_bytes(), OPERATOR)


@pytest.mark.parametrize(
    ("name", "chart", "count", "last", "depth"),
    [
        (
            "spotify_csv/regional-global-weekly-2016-12-30--2017-01-06.csv",
            "spotify global top weekly",
            1,
            "2017-01-05",
            200,
        ),
        (
            "spotify_csv/regional-global-weekly-2019-12-20--2019-12-27.csv",
            "spotify global top weekly",
            1,
            "2019-12-26",
            200,
        ),
        ("spotify_csv/regional-us-weekly-2020-01-17--2020-01-24.csv", "spotify us top weekly", 1, "2020-01-23", 200),
        ("spotify_csv/regional-global-weekly-2024-09-12.csv", "spotify global top weekly", 1, "2024-09-12", 200),
        ("spotify_csv/regional-kr-weekly-2023-11-09.top64.csv", "spotify kr top weekly", 1, "2023-11-09", 64),
        ("spotify_top50_daily/top50_2021_kr_id_tw_hk_sg.csv", "spotify tw top50 daily", 185, "2021-05-09", 50),
        ("kr_daily/kr_daily_2024-04-30_2024-07-31.csv", "melon kr top daily", 278, "2024-07-31", 100),
        ("youtube_charts/youtube_charts_2026-W26.csv", "youtube None top weekly", 1, "2026-06-25", 100),
        (
            "billboard_korea_global_k_songs/global_k_songs_2026.csv",
            "billboard global k-songs weekly",
            18,
            "2026-08-01",
            25,
        ),
        ("hot100/hot100_1958-1965.csv", "billboard us hot100 weekly", 386, "1965-12-25", 100),
        ("hot100/hot100_2015-2019.csv", "billboard us hot100 weekly", 262, "2019-12-28", 100),
        ("api_samples/billboard_hot100_2022-01-08.json", "billboard us hot100 weekly", 1, "2022-01-08", 100),
        ("api_samples/billboard_hot100_2022-01-08_utdata.csv", "billboard us hot100 weekly", 1, "2022-01-08", 100),
        (
            "api_samples/billboard_global200_scraped_2024-06-04.json",
            "billboard global 200 weekly",
            1,
            "2024-06-04",
            200,
        ),
        ("api_samples/apple_music_api_charts_us_2017-11-04_limit50.json", "apple us top daily", 1, "2017-11-04", 50),
        ("api_samples/applemusic_kr_scrape_2024-05-20.json", "apple kr top daily", 1, "2024-05-20", 100),
        ("api_samples/melon100_2024-05-20.json", "melon kr top daily", 1, "2024-05-20", 100),
        ("api_samples/bugs100_2024-05-20.json", "bugs kr top daily", 1, "2024-05-20", 100),
        ("api_samples/itunes_rss_topsongs.json", "itunes us top daily", 1, "None", 3),
        ("api_samples/lastfm_chart.getTopTracks.json", "lastfm global top weekly", 1, "None", 5),
        ("api_samples/lastfm_geo.getTopTracks.json", "lastfm bo top weekly", 1, "None", 2),
    ],
)
def test_a_real_chart_is_recognised(data: Data, name: str, chart: str, count: int, last: str, depth: int) -> None:
    sheets = sheets_of(data(name))
    sheet = sheets[-1]
    assert f"{sheet.platform} {sheet.market} {sheet.kind} {sheet.cadence}" == chart
    assert (len(sheets), str(sheet.end), sheet.depth) == (count, last, depth)
    assert all(row.title and row.artist for one in sheets for row in one.rows)


def refusal_of(path: Path) -> str | None:
    try:
        sheets_of(path)
    except BadFile as refusal:
        return str(refusal)
    return None


def test_every_other_real_file_is_refused_in_one_sentence(data: Data) -> None:
    folder = data("README.md").parent
    refusals = {path.relative_to(folder): refusal_of(path) for path in folder.rglob("*") if path.is_file()}
    refused = {path.parts[0] for path, sentence in refusals.items() if sentence}
    assert refused == {"README.md", "api_samples", "catalogue", "matching"}
    assert all("\n" not in sentence for sentence in refusals.values() if sentence)


def test_both_scrapes_of_one_billboard_week_agree_row_for_row(data: Data) -> None:
    (one,) = sheets_of(data("api_samples/billboard_hot100_2022-01-08.json"))
    (other,) = sheets_of(data("api_samples/billboard_hot100_2022-01-08_utdata.csv"))
    agreeing = sum(a.rank == b.rank and a.title == b.title for a, b in zip(one.rows, other.rows, strict=True))
    assert agreeing >= 97


def test_two_spotify_weeks_agree_with_spotifys_own_last_week(data: Data) -> None:
    names = ("regional-global-weekly-2024-09-12.csv", "regional-global-weekly-2024-09-19.csv")
    read_in = [sheets_of(data(f"spotify_csv/{name}"))[0] for name in names]
    ids: dict[str, SongId] = {}
    issues = []
    for sheet in read_in:
        assert sheet.end is not None
        songs = [ids.setdefault(song_key(row.title, row.artist), SongId(len(ids))) for row in sheet.rows]
        entries = [Entry(song, row.rank, row.metric, row.claim) for song, row in zip(songs, sheet.rows, strict=True)]
        issues.append(Issue(sheet.end, tuple(entries), sheet.depth))
    second = list(weeks(issues))[-1]
    assert len(second.figures) == 200
    assert [f.last_week for f in second.figures] == [f.entry.claim.last_week for f in second.figures]
    assert issues[1].end - issues[0].end == date(2024, 9, 19) - date(2024, 9, 12)
