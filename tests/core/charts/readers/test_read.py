"""Chart files of every kind become sheets, or one sentence that says where and what to do."""

import gzip
import io
import json
import zipfile
from datetime import date

import pytest

from core.charts.model import Claim, Coverage, Row, Sheet
from core.charts.readers import BadFile, Limits, read
from core.errors import BadInput

SPOTIFY = (
    "\ufeffrank,uri,artist_names,track_name,source,peak_rank,previous_rank,weeks_on_chart,streams\r\n"
    '1,"spotify:track:a","Jimin","Who","BIGHIT MUSIC",1,2,9,"44521229"\r\n'
    '2,"spotify:track:b","Jimin, HA SUNG WOON","With you","Genie",2,-1,1,"1000"\r\n'
    '3,"spotify:track:c","IU","My sea","EDAM",2,-1,7,"900"\r\n'
)
OLD_SPOTIFY = (
    ',,,"Note that these figures are generated using a formula."\n'
    'Position,"Track Name",Artist,Streams,URL\n'
    '1,"Dance Monkey","Tones and I",50241241,https://open.spotify.com/track/1\n'
    "2,Yummy,Justin Bieber,36772939,https://open.spotify.com/track/4\n"
)


def one(name: str, text: str) -> Sheet:
    sheets = read(name, text.encode())
    assert len(sheets) == 1
    return sheets[0]


def plain(*rows: str, header: str = "rank,title,artist") -> str:
    return "\n".join((header, *rows)) + "\n"


def refusal(text: str | bytes, name: str = "chart.csv", limits: Limits | None = None) -> BadFile:
    with pytest.raises(BadFile) as caught:
        read(name, text.encode() if isinstance(text, str) else text, limits)
    sentence = str(caught.value)
    assert isinstance(caught.value, BadInput)
    assert sentence.endswith((".", "…"))
    assert "\n" not in sentence
    return caught.value


def test_a_spotify_download_tells_its_claims_apart() -> None:
    sheet = one("regional-kr-weekly-2026-03-05.csv", SPOTIFY)
    assert (sheet.platform, sheet.market, sheet.kind, sheet.cadence) == ("spotify", "kr", "top", "weekly")
    assert (sheet.end, sheet.depth, sheet.coverage) == (date(2026, 3, 5), 3, Coverage.ALL)
    assert [row.claim for row in sheet.rows] == [
        Claim(last_week=2, peak=1, weeks=9, is_new=False),
        Claim(last_week=None, peak=2, weeks=1, is_new=True),
        Claim(last_week=None, peak=2, weeks=7, is_new=False),
    ]
    assert sheet.rows[1] == Row(
        2, "With you", "Jimin, HA SUNG WOON", None, 1000, "spotify:track:b", sheet.rows[1].claim, line=3
    )


def test_a_daily_spotify_download_is_known_by_its_columns() -> None:
    sheet = one("chart.csv", SPOTIFY.replace("weeks_on_chart", "days_on_chart"))
    assert (sheet.cadence, sheet.rows[0].claim.weeks, sheet.end, sheet.market) == ("daily", 9, None, None)


@pytest.mark.parametrize("nothing", ["-1", "0", "", "-"])
def test_no_last_week_is_written_in_many_ways(nothing: str) -> None:
    sheet = one("chart.csv", SPOTIFY.replace("1,2,9,", f"1,{nothing},9,"))
    assert sheet.rows[0].claim == Claim(last_week=None, peak=1, weeks=9, is_new=False)


def test_the_viral_chart_is_another_chart() -> None:
    assert one("viral-us-weekly-2026-03-05.csv", SPOTIFY).kind == "viral"


def test_an_old_spotify_week_ends_on_the_thursday_before_its_second_date() -> None:
    sheet = one("regional-global-weekly-2019-12-27--2020-01-03.csv", OLD_SPOTIFY)
    assert sheet.end == date(2020, 1, 2)
    assert sheet.end.strftime("%A") == "Thursday"
    assert [(row.rank, row.title, row.metric, row.line) for row in sheet.rows] == [
        (1, "Dance Monkey", 50241241, 3),
        (2, "Yummy", 36772939, 4),
    ]


def test_a_typed_chart_needs_three_columns() -> None:
    sheet = one("spotify-kr-weekly-2026-03-05.csv", plain("1,Star,N.Flying", "2,Gift,HA SUNG WOON"))
    assert (sheet.platform, sheet.market, sheet.end) == ("spotify", "kr", date(2026, 3, 5))
    assert sheet.rows == (Row(1, "Star", "N.Flying", line=2), Row(2, "Gift", "HA SUNG WOON", line=3))


def test_what_nobody_says_stays_open() -> None:
    sheet = one("my chart.csv", plain("1,Star,N.Flying"))
    assert (sheet.platform, sheet.market, sheet.end) == (None, None, None)


def test_a_typed_chart_may_have_albums_streams_and_korean_columns() -> None:
    sheet = one(
        "chart.csv",
        plain(
            '1,선물,하성운,선재 업고 튀어 OST Part 9,"1,234,567"',
            header="순위;곡명;가수;앨범;streams".replace(";", ","),
        ),
    )
    assert sheet.rows[0] == Row(1, "선물", "하성운", "선재 업고 튀어 OST Part 9", 1234567, line=2)


def test_semicolons_and_tabs_part_columns_too() -> None:
    for sign in ";\t":
        assert one("chart.csv", plain("1,Star,N.Flying").replace(",", sign)).rows[0].artist == "N.Flying"


def test_a_file_of_many_weeks_becomes_one_sheet_a_week() -> None:
    text = plain(
        "2026-03-12,1,Gift,HA SUNG WOON",
        "2026-03-05,1,Star,N.Flying",
        "2026-03-12,2,Star,N.Flying",
        header="week,rank,title,artist",
    )
    sheets = read("billboard_hot-100.csv", text.encode())
    assert [(sheet.end, sheet.depth) for sheet in sheets] == [(date(2026, 3, 5), 1), (date(2026, 3, 12), 2)]
    assert [row.title for row in sheets[1].rows] == ["Gift", "Star"]
    assert sheets[0].platform == "billboard"


def test_an_exported_chart_can_be_brought_in_again() -> None:
    header = "week,rank,title,artist,last_week,peak,weeks,mark"
    sheets = read("chart.csv", plain("2026-03-05,1,Star,N.Flying,,1,1,new", header=header).encode())
    assert sheets[0].rows == (Row(1, "Star", "N.Flying", line=2),)


def test_korean_days_are_parted_by_platform() -> None:
    text = plain(
        "2024-05-20,melon,1,소나기,이클립스,선재 업고 튀어 OST Part 1",
        "2024-05-20,bugs,1,Star,엔플라잉,",
        "2024-05-21,melon,1,소나기,이클립스,선재 업고 튀어 OST Part 1",
        header="date,platform,rank,title,artist,album",
    )
    sheets = read("days.csv", text.encode())
    assert [(sheet.platform, sheet.market, sheet.end, sheet.cadence) for sheet in sheets] == [
        ("bugs", "kr", date(2024, 5, 20), "daily"),
        ("melon", "kr", date(2024, 5, 20), "daily"),
        ("melon", "kr", date(2024, 5, 21), "daily"),
    ]
    assert sheets[1].rows[0].album == "선재 업고 튀어 OST Part 1"
    assert "platform “mtv”" in str(refusal(text.replace("bugs", "mtv")))


def test_a_youtube_week_is_named_by_its_number() -> None:
    header = "Rank,Previous Rank,Track Name,Artist Names,Periods on Chart,Views,Growth,YouTube URL"
    sheet = one("youtube-charts-top-songs-kr-weekly-2026-W18.csv", plain("1,,Who,Jimin,14,36646856,,u", header=header))
    assert (sheet.platform, sheet.market, sheet.end) == ("youtube", "kr", date(2026, 4, 30))
    assert sheet.rows[0].claim == Claim(weeks=14, is_new=False)


def test_billboard_weeks_keep_billboards_own_figures() -> None:
    header = "chart_week,current_week,title,performer,last_week,peak_pos,wks_on_chart"
    sheets = read("hot-100-current.csv", plain("2022-01-08,1,Star,N.Flying,NA,1,1", header=header).encode())
    assert (sheets[0].platform, sheets[0].market, sheets[0].kind) == ("billboard", "us", "hot100")
    assert sheets[0].rows[0].claim == Claim(peak=1, weeks=1, is_new=True)
    entry = {
        "song": "Star",
        "artist": "N.Flying",
        "this_week": 1,
        "last_week": 4,
        "peak_position": 1,
        "weeks_on_chart": 3,
    }
    document = {"date": "2022-01-08", "data": [entry]}
    for content in (document, [document]):
        (sheet,) = read("hot100.json", json.dumps(content).encode())
        assert (sheet.end, sheet.rows[0].claim) == (date(2022, 1, 8), Claim(4, 1, 3, is_new=False))


def test_apples_feed_says_country_and_day() -> None:
    feed = {
        "id": "https://rss.applemarketingtools.com/api/v2/kr/music/most-played/50/songs.json",
        "updated": "Wed, 27 Apr 2022 08:49:26 +0000",
        "results": [{"artistName": "IVE", "name": "LOVE DIVE", "kind": "songs", "url": "https://music.apple.com/kr/a"}],
    }
    sheet = one("songs.json", json.dumps({"feed": feed}))
    assert (sheet.platform, sheet.market, sheet.end, sheet.cadence) == ("apple", "kr", date(2022, 4, 27), "daily")
    assert sheet.rows == (Row(1, "LOVE DIVE", "IVE", uri="https://music.apple.com/kr/a"),)
    feed["results"] = [{"artistName": "IVE", "name": "I've IVE", "kind": "albums"}]
    assert "albums" in str(refusal(json.dumps({"feed": feed}), "albums.json"))


def test_itunes_top_songs_may_be_a_single_entry() -> None:
    entry = {
        "im:name": {"label": "Star"},
        "im:artist": {"label": "N.Flying"},
        "im:collection": {"im:name": {"label": "Lovely Runner, Pt. 2 (Original Soundtrack)"}},
        "id": {"label": "https://music.apple.com/us/album/star/1?i=2"},
    }
    updated = {"label": "2024-05-20T12:05:55-07:00"}
    sheet = one("itunes.json", json.dumps({"feed": {"entry": entry, "updated": updated}}))
    assert (sheet.platform, sheet.market, sheet.end) == ("itunes", "us", date(2024, 5, 20))
    assert sheet.rows[0].album == "Lovely Runner, Pt. 2 (Original Soundtrack)"


def test_last_fm_names_the_country_but_never_the_week() -> None:
    track = {"name": "Star", "listeners": "430", "artist": {"name": "N.Flying"}, "url": "u"}
    attr = {"country": "Korea, Republic of", "page": "1"}
    sheet = one("answer 2026-03-10.json", json.dumps({"tracks": {"track": [track], "@attr": attr}}))
    assert (sheet.platform, sheet.market, sheet.end, sheet.rows[0].metric) == ("lastfm", "kr", date(2026, 3, 10), 430)
    attr["page"] = "2"
    assert "later page" in str(refusal(json.dumps({"tracks": {"track": [track], "@attr": attr}})))
    error = refusal(json.dumps({"error": 6, "message": "country\nparam required"}))
    assert "country param required" in str(error)


def test_listenbrainz_says_until_when_it_counted() -> None:
    recording = {"track_name": "Star", "artist_name": "N.Flying", "release_name": "Lovely Runner", "listen_count": 12}
    payload = {"recordings": [recording], "range": "week", "offset": 0, "from_ts": 1716163200, "to_ts": 1716768000}
    sheet = one("sitewide.json", json.dumps({"payload": payload}))
    assert (sheet.platform, sheet.market, sheet.cadence, sheet.end) == (
        "listenbrainz",
        "global",
        "weekly",
        date(2024, 5, 26),
    )
    payload["range"] = "all_time"
    assert "range=week" in str(refusal(json.dumps({"payload": payload})))


def test_a_list_of_rows_in_json_is_a_typed_chart() -> None:
    rows = [
        {"ranking": "2", "title": "Gift", "artist": "HA SUNG WOON"},
        {"ranking": "1", "title": "Star", "artist": "N"},
    ]
    sheet = one("melon100_2024-05-20.json", json.dumps(rows))
    assert (sheet.platform, sheet.market, sheet.cadence, sheet.end) == ("melon", "kr", "daily", date(2024, 5, 20))
    assert [row.title for row in sheet.rows] == ["Star", "Gift"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_files_are_read_in_the_encodings_that_fans_have(encoding: str) -> None:
    text = plain("1,사랑인가 봐,멜로망스", "2,Star,엔플라잉")
    assert read("chart.csv", text.encode(encoding))[0].rows[0].title == "사랑인가 봐"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "shift_jis"])
def test_another_encoding_is_refused_with_its_first_line(encoding: str) -> None:
    title = {"latin-1": "Señorita é", "cp1252": "Don’t Stop", "shift_jis": "踊り子"}[encoding]
    error = refusal(plain("1,Star,N.Flying", f"2,{title},Somebody").encode(encoding))
    assert error.line == 3
    assert str(error) == "Line 3 is neither UTF-8 nor Korean text; save the file as UTF-8 and send it again."


def test_control_and_direction_characters_are_cleaned_from_cells() -> None:
    row = one("chart.csv", plain("1,S\u202et\u200bar\x07,N.\u2066Flying")).rows[0]
    assert (row.title, row.artist) == ("Star", "N.Flying")


def archive() -> bytes:
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as file:
        file.writestr("chart.csv", plain("1,Star,N.Flying"))
    return inside.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (archive(), "a ZIP archive"),
        (gzip.compress(plain("1,Star,N.Flying").encode(), mtime=0), "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0", "a JPEG picture"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"rank,title\0,artist", "no text file"),
        (b"\n<!DOCTYPE html><html><body>Log in</body></html>", "a web page"),
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty"),
        (b"just words", "name the columns"),
        (b"{", "broken or cut off in line 1"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "lists no songs"),
        (b'{"a": 1}', "columns are none"),
        (b'{"a": 1}', "This JSON is no chart"),
        (b"film,director\nParasite,Bong\n", "columns are none"),
        (b"A word, and another, on one line\nand less here\n", "columns are none"),
        (b"{{Infobox album}}\n[[Start-Up]], with a comma\n", "columns are none"),
        (b'- name: x\n"open, and\n', "name the columns"),
    ],
)
def test_what_is_no_chart_is_named_for_what_it_is(data: bytes, words: str) -> None:
    assert words in str(refusal(data))


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        (["1,Star,N.Flying", "x,Gift,HA SUNG WOON"], 3, "Line 3: rank “x” is not a whole number"),
        (["0,Star,N.Flying"], 2, "ranks begin with 1"),
        (["1,Star,N.Flying", "2,,HA SUNG WOON"], 3, "the title is missing"),
        (["1,Star,"], 2, "the artist is missing"),
        (["1,Star,N.Flying", "3,Gift,HA SUNG WOON"], 3, "rank 2 is missing"),
        (["2,Star,N.Flying"], 2, "rank 1 is missing"),
        (["1,Star,N.Flying", "1,Gift,HA SUNG WOON", "2,Run Run,ECLIPSE"], 4, "write 3, or undo the tie"),
        (["1,Star,N.Flying", "2,Gift"], 3, "cut off in line 3"),
        (["1,Star", "2,Gift,HA SUNG WOON"], 2, "has 2 of the header's 3 columns"),
        (["1,Star,N.Flying", "2,For You, And Me,Somebody"], 3, "in quotation marks"),
        (['1,Star,"N.Flying'], 2, "quotation mark that is not closed"),
        ([f"1,{'a' * 501},N.Flying"], 2, "more than 500 characters"),
    ],
)
def test_a_broken_row_is_named_with_its_line(rows: list[str], line: int, words: str) -> None:
    error = refusal(plain(*rows))
    assert words in str(error)
    assert error.line == line


def test_a_header_without_rows_and_a_column_named_twice_are_refused() -> None:
    assert "no rows" in str(refusal("rank,title,artist\n"))
    assert "“title” twice" in str(refusal(plain("1,a,b,c", header="rank,title,title,artist")))


def test_a_broken_date_is_named_with_its_line() -> None:
    error = refusal(plain("2026-02-30,1,Star,N.Flying", header="week,rank,title,artist"))
    assert (error.line, "“2026-02-30” is no date" in str(error)) == (2, True)


def test_a_gap_after_a_tie_is_right() -> None:
    sheet = one("chart.csv", plain("1,a,x", "2,b,x", "=2,c,x", "4,d,x"))
    assert ([row.rank for row in sheet.rows], sheet.depth) == ([1, 2, 2, 4], 4)


def test_a_list_that_ends_early_is_as_deep_as_it_is_long() -> None:
    assert one("chart.csv", plain(*(f"{rank},Song {rank},Somebody" for rank in range(1, 65)))).depth == 64


def test_a_depth_in_the_name_must_be_the_depth_of_the_file() -> None:
    rows = [f"{rank},Song {rank},Somebody" for rank in range(1, 11)]
    assert one("regional-kr-weekly-2023-11-09.top10.csv", plain(*rows)).depth == 10
    assert "ends at 10" in str(refusal(plain(*rows), "regional-kr-weekly-2023-11-09.top64.csv"))
    assert "holds 10 places" in str(refusal(plain(*rows), "regional-kr-weekly-2023-11-09.top5.csv"))


def test_a_list_of_the_osts_alone_may_have_gaps_and_says_how_deep_it_looked() -> None:
    sheet = one("melon-kr-daily-2024-05-20.ost.top100.csv", plain("8,소나기,이클립스", "34,선물,하성운"))
    assert (sheet.coverage, sheet.depth, [row.rank for row in sheet.rows]) == (Coverage.OST, 100, [8, 34])
    assert one("melon-kr-daily-2024-05-20.ost.csv", plain("8,소나기,이클립스")).depth == 8


def test_the_limits_of_an_upload_are_the_callers() -> None:
    rows = plain(*(f"{rank},Song {rank},Somebody" for rank in range(1, 12)))
    assert read("chart.csv", rows.encode(), Limits(rows=11))
    error = refusal(rows, limits=Limits(rows=10))
    assert (error.line, "more than 10 rows" in str(error)) == (12, True)
    assert "limit is 0.1 KiB" in str(refusal(rows, limits=Limits(bytes=100)))
    assert "limit is 2.0 MiB" in str(refusal(b"x" * (2 * 1024 * 1024 + 1)))
    columns = ",".join(f"c{number}" for number in range(41))
    assert "names 41 columns and the limit is 40" in str(refusal(plain(columns, header=columns)))
