"""What each feed makes of an answer: recorded ones where they are at hand, and small ones of our own."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.charts.model import Row, Sheet
from core.charts.naming import chart_key, chart_title
from core.errors import BadInput, Refusal
from sources import Feed, Recording, Web
from sources.apple import AppleMostPlayed
from sources.errors import KeyRefused, SourceAway, SourceChanged, SourceEmpty, WeekUnclear
from sources.itunes import K_POP, SOUNDTRACK, ItunesGenre
from sources.lastfm import LastFmCountry
from sources.listenbrainz import ListenBrainzPopularity
from tests.sources.station import NOW, THIS_WEEK, Clock, Station, apple, itunes, lastfm, one_sentence, songs

HTML = "<!doctype html><html><body>We are making things better.</body></html>"


def mbid(number: int) -> str:
    return f"00000000-0000-0000-0000-{number:012x}"


def recordings(count: int) -> list[Recording]:
    return [Recording(mbid(number), f"Song {number}", f"Singer {number}", "OST") for number in range(count)]


def feeds(station: Station) -> dict[str, Feed]:
    every: list[Feed] = [
        AppleMostPlayed("kr", base=station.base),
        ItunesGenre("us", SOUNDTRACK, base=station.base),
        ListenBrainzPopularity(recordings(2), base=station.base),
        LastFmCountry("kr", "key", base=station.base),
    ]
    return {feed.key: feed for feed in every}


def chart(sheet: Sheet) -> tuple[str, str]:
    """The key and the title of the chart that *sheet* belongs to."""
    assert sheet.platform is not None
    assert sheet.market is not None
    words = (sheet.platform, sheet.market, sheet.kind, sheet.cadence)
    return chart_key(*words), chart_title(*words)


EVERY = ("apple-kr", "itunes-us-soundtrack", "listenbrainz", "lastfm-kr")


NO_CHART: tuple[str | bytes, ...] = (
    HTML,
    "",
    "{",
    "null",
    "42",
    "{}",
    '{"feed": []}',
    '{"feed": {"results": {}}}',
    '{"feed": {"entry": 1}}',
    '{"tracks": "none"}',
    '[{"recording_mbid": 1}]',
    '["listen"]',
    "rank,title,artist\n1,Song,Singer\n",
    "[" * 100_000,
    b"\xff\xfe\x00\xd8",
    b"PK\x03\x04",
)


@pytest.mark.parametrize("key", EVERY)
async def test_what_is_not_the_chart_is_refused_in_one_sentence(out: Web, station: Station, key: str) -> None:
    feed = feeds(station)[key]
    for answer in NO_CHART:
        station.says(answer)
        with pytest.raises(SourceChanged) as refused:
            await out.fetch(feed)
        assert one_sentence(refused.value)
    assert len(station.asked) == len(NO_CHART)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("apple-kr", apple(results=[])),
        ("itunes-us-soundtrack", itunes(genres=())),
        ("lastfm-kr", lastfm(listeners=())),
        ("listenbrainz", [{"recording_mbid": mbid(number), "total_listen_count": None} for number in range(2)]),
    ],
)
async def test_an_empty_list_is_said_to_be_empty(out: Web, station: Station, key: str, answer: object) -> None:
    station.says(answer)
    with pytest.raises(SourceEmpty, match="lists no songs") as refused:
        await out.fetch(feeds(station)[key])
    assert one_sentence(refused.value)


async def test_apples_list_is_the_issue_of_the_week_in_which_apple_made_it(out: Web, station: Station) -> None:
    station.says(apple(updated="Thu, 19 Nov 2026 23:59:59 +0000"))
    fetched = await out.fetch(AppleMostPlayed("kr", base=station.base))
    assert fetched.sheet.end == date(2026, 11, 19)
    assert fetched.updated == datetime(2026, 11, 19, 23, 59, 59, tzinfo=UTC)
    assert fetched.attribution == "Most played songs on Apple Music in South Korea, as of 19 Nov 2026"
    assert chart(fetched.sheet) == ("apple-kr-weekly", "Apple Music South Korea, weekly")


async def test_a_stamp_in_another_zone_counts_in_utc(out: Web, station: Station) -> None:
    station.says(itunes(updated="2026-11-19T23:30:00-07:00"))
    fetched = await out.fetch(ItunesGenre("us", SOUNDTRACK, base=station.base))
    assert fetched.sheet.end == THIS_WEEK


@pytest.mark.parametrize("written", ["", "yesterday", "2026-11-20", "2026-11-20T08:00:00", "Fri, 99 Nov 2026 08:01 +0"])
async def test_a_list_that_does_not_say_when_it_was_made_has_no_week(out: Web, station: Station, written: str) -> None:
    station.says(apple(updated=written))
    with pytest.raises(WeekUnclear, match="does not say when") as refused:
        await out.fetch(AppleMostPlayed("kr", base=station.base))
    assert one_sentence(refused.value)
    station.says(itunes(updated=written or None))
    with pytest.raises(WeekUnclear):
        await out.fetch(ItunesGenre("us", SOUNDTRACK, base=station.base))


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00+00:00"])
async def test_a_stamp_at_the_end_of_time_has_no_week(out: Web, station: Station, written: str) -> None:
    station.says(apple(updated=written))
    with pytest.raises(WeekUnclear):
        await out.fetch(AppleMostPlayed("kr", base=station.base))


@pytest.mark.parametrize(
    "answer",
    [
        apple(country="us"),
        apple(results=[{**songs(1)[0], "kind": "albums"}]),
        {"feed": {**itunes(market="kr")["feed"], "country": "kr", "updated": NOW.isoformat()}},
    ],
)
async def test_apples_list_of_something_else_is_refused(out: Web, station: Station, answer: dict[str, Any]) -> None:
    station.says(answer)
    with pytest.raises(SourceChanged):
        await out.fetch(AppleMostPlayed("kr", base=station.base))


async def test_a_genre_of_the_store_is_a_chart_of_its_own_with_albums(out: Web, station: Station) -> None:
    station.says(itunes())
    fetched = await out.fetch(ItunesGenre("us", SOUNDTRACK, base=station.base))
    assert station.asked[0].address == "/us/rss/topsongs/limit=100/genre=16/json"
    assert chart(fetched.sheet)[0] == "itunes-us-soundtrack-weekly"
    assert fetched.sheet.rows[0].album == "Drama 1 (Original Soundtrack)"
    assert fetched.attribution.startswith("Best-selling soundtrack songs in the iTunes Store of United States, as of")


async def test_a_single_entry_is_written_without_brackets_and_read(out: Web, station: Station) -> None:
    station.says(itunes(genres=(51,)))
    assert (await out.fetch(ItunesGenre("us", K_POP, base=station.base))).sheet.depth == 1


@pytest.mark.parametrize(
    "genres",
    [
        (14, 14, 14, 14),
        (16, 14, 14, 14),
        (16, 16, 16, 14),
        (51, 51, 51, 51),
        (160, 161, 1600, 6),
    ],
)
async def test_a_genre_that_the_store_does_not_know_is_noticed(
    out: Web, station: Station, genres: tuple[int, ...]
) -> None:
    station.says(itunes(genres=genres))
    with pytest.raises(SourceChanged, match="songs of other genres") as refused:
        await out.fetch(ItunesGenre("us", SOUNDTRACK, base=station.base))
    assert one_sentence(refused.value)


async def test_one_in_five_may_show_its_other_genre(out: Web, station: Station) -> None:
    station.says(itunes(genres=(51, 51, 14, 51, 51)))
    assert (await out.fetch(ItunesGenre("us", K_POP, base=station.base))).sheet.depth == 5


async def test_another_countrys_store_is_refused(out: Web, station: Station) -> None:
    station.says(itunes(market="gb"))
    with pytest.raises(SourceChanged, match="another list"):
        await out.fetch(ItunesGenre("us", SOUNDTRACK, base=station.base))


async def test_listenbrainz_ranks_our_own_recordings_by_listens(out: Web, station: Station) -> None:
    counts = [7, None, 12, 7, 0]
    station.says(
        [
            {"recording_mbid": mbid(number), "total_listen_count": count, "total_user_count": count}
            for number, count in enumerate(counts)
        ]
    )
    fetched = await out.fetch(ListenBrainzPopularity(recordings(5), base=station.base))
    (asked,) = station.asked
    assert (asked.method, asked.address) == ("POST", "/1/popularity/recording")
    assert asked.body == {"recording_mbids": [mbid(number) for number in range(5)]}
    assert [(row.rank, row.title, row.metric) for row in fetched.sheet.rows] == [
        (1, "Song 2", 12),
        (2, "Song 0", 7),
        (2, "Song 3", 7),
    ]
    assert fetched.sheet.rows[0] == Row(
        1, "Song 2", "Singer 2", "OST", metric=12, uri=f"https://musicbrainz.org/recording/{mbid(2)}"
    )
    assert fetched.sheet.end == THIS_WEEK
    assert chart(fetched.sheet)[0] == "listenbrainz-global-all-time-weekly"


async def test_many_recordings_are_asked_for_a_hundred_at_a_time(out: Web, station: Station) -> None:
    def page(first: int, last: int) -> list[dict[str, object]]:
        return [{"recording_mbid": mbid(n), "total_listen_count": 1000 - n} for n in range(first, last)]

    station.says(page(0, 100), page(100, 200), page(200, 201))
    fetched = await out.fetch(ListenBrainzPopularity(recordings(201), base=station.base))
    assert [len(asked.body["recording_mbids"]) for asked in station.asked] == [100, 100, 1]
    assert [row.metric for row in fetched.sheet.rows] == list(range(1000, 799, -1))


@pytest.mark.parametrize("count", ["12", -1, 1.5, True])
async def test_a_count_that_is_none_is_refused(out: Web, station: Station, count: object) -> None:
    station.says([{"recording_mbid": mbid(n), "total_listen_count": count} for n in range(2)])
    with pytest.raises(SourceChanged, match="cannot be read"):
        await out.fetch(ListenBrainzPopularity(recordings(2), base=station.base))


async def test_a_recording_left_out_is_noticed_not_taken_for_an_exit(out: Web, station: Station) -> None:
    station.says([{"recording_mbid": mbid(0), "total_listen_count": 3}])
    with pytest.raises(SourceChanged, match="leaves some of them out"):
        await out.fetch(ListenBrainzPopularity(recordings(2), base=station.base))


def test_a_recording_needs_its_identifier() -> None:
    with pytest.raises(BadInput, match="no MusicBrainz identifier") as refused:
        Recording("https://musicbrainz.org/recording/1", "Song", "Singer")
    assert one_sentence(refused.value)


async def test_lastfm_is_asked_by_the_countrys_iso_name(out: Web, station: Station, clock: Clock) -> None:
    station.says(lastfm())
    fetched = await out.fetch(LastFmCountry("kr", "key", base=station.base))
    assert station.asked[0].query == {
        "method": "geo.gettoptracks",
        "country": "Korea, Republic of",
        "limit": "100",
        "format": "json",
        "api_key": "key",
    }
    assert [(row.rank, row.metric) for row in fetched.sheet.rows] == [(1, 900), (2, 800), (3, 700)]
    assert (fetched.sheet.end, fetched.updated) == (THIS_WEEK, clock.now)
    assert chart(fetched.sheet)[0] == "lastfm-kr-weekly"
    assert fetched.attribution == "Most played songs in South Korea on Last.fm, as of 20 Nov 2026"


@pytest.mark.parametrize("country", ["Bolivia", "Korea, Democratic People's Republic of", ""])
async def test_lastfms_list_of_another_country_is_refused(out: Web, station: Station, country: str) -> None:
    station.says(lastfm(country=country))
    with pytest.raises(SourceChanged, match="another list"):
        await out.fetch(LastFmCountry("kr", "key", base=station.base))


@pytest.mark.parametrize(
    ("number", "kind"),
    [(10, KeyRefused), (26, KeyRefused), (4, KeyRefused), (29, SourceAway), (11, SourceAway), (6, SourceChanged)],
)
@pytest.mark.parametrize("status", [200, 400, 403])
async def test_lastfms_own_errors_are_told_apart(
    out: Web, station: Station, status: int, number: int, kind: type[Refusal]
) -> None:
    station.says({"error": number, "message": "Something about key k3y."}, status=status)
    with pytest.raises(kind, match=rf"error {number}\b") as refused:
        await out.fetch(LastFmCountry("kr", "k3y", base=station.base))
    assert one_sentence(refused.value)


async def test_apples_recorded_answer_is_read_and_its_albums_refused(out: Web, station: Station, samples: Path) -> None:
    recorded = json.loads((samples / "apple_rss_v2_most-played_albums_2022.json").read_text("utf-8"))
    feed = AppleMostPlayed("us", base=station.base)
    station.says(recorded)
    with pytest.raises(SourceChanged):
        await out.fetch(feed)
    for entry in recorded["feed"]["results"]:  # the songs' feed has the same keys under another kind
        entry["kind"] = "songs"
    station.says(recorded)
    fetched = await out.fetch(feed)
    assert fetched.sheet.depth == 50
    assert fetched.sheet.rows[0].artist == "Pusha T"
    assert fetched.updated == datetime(2022, 4, 27, 8, 49, 26, tzinfo=UTC)
    assert fetched.sheet.end == date(2022, 4, 28)


async def test_the_stores_recorded_answer_is_read_where_its_genre_and_stamp_are_right(
    out: Web, station: Station, samples: Path
) -> None:
    recorded = json.loads((samples / "itunes_rss_topsongs.json").read_text("utf-8"))
    feed = ItunesGenre("us", SOUNDTRACK, base=station.base)
    station.says(recorded)
    with pytest.raises(SourceChanged, match="songs of other genres"):
        await out.fetch(feed)
    for entry in recorded["feed"]["entry"]:
        entry["category"]["attributes"]["im:id"] = "16"
    station.says(recorded)
    with pytest.raises(WeekUnclear):  # this recording was stored without its stamp
        await out.fetch(feed)
    recorded["feed"]["updated"] = {"label": "2021-02-13T06:05:49-07:00"}
    station.says(recorded)
    fetched = await out.fetch(feed)
    assert fetched.sheet.rows[0].title == "Love Story (Taylor’s Version)"
    assert fetched.sheet.end == date(2021, 2, 18)


async def test_lastfms_recorded_answers_are_read(out: Web, station: Station, samples: Path) -> None:
    feed = LastFmCountry("kr", "key", base=station.base)
    recorded = json.loads((samples / "lastfm_geo.getTopTracks.json").read_text("utf-8"))
    station.says(recorded)
    with pytest.raises(SourceChanged, match="another list"):
        await out.fetch(feed)
    recorded["tracks"]["@attr"]["country"] = "Korea, Republic of"
    station.says(recorded)
    assert (await out.fetch(feed)).sheet.rows[0] == Row(
        1, "Track 0", "Artist 0", metric=900, uri="https://tracks.com/track-0"
    )
    station.says((samples / "lastfm_error_invalid_api_key.json").read_bytes(), status=403)
    with pytest.raises(KeyRefused):
        await out.fetch(feed)
    station.says((samples / "lastfm_geo.getTopTracksBadParams.json").read_bytes(), status=400)
    with pytest.raises(SourceChanged, match="error 6"):
        await out.fetch(feed)
    station.says((samples / "lastfm_tag.getTopTracks.json").read_bytes())
    with pytest.raises(SourceChanged):
        await out.fetch(feed)


async def test_listenbrainzs_recorded_entries_are_read(out: Web, station: Station, samples: Path) -> None:
    recorded = json.loads((samples / "listenbrainz_popularity_top_recordings_for_artist.json").read_text("utf-8"))
    ours = [Recording(entry["recording_mbid"], entry["recording_name"], entry["artist_name"]) for entry in recorded]
    station.says(recorded)
    fetched = await out.fetch(ListenBrainzPopularity(ours, base=station.base))
    assert [(row.title, row.metric) for row in fetched.sheet.rows] == [
        ("world.execute(me);", 19440),
        ("String Theocracy", 8986),
    ]


async def test_a_week_is_friday_to_thursday(out: Web, station: Station) -> None:
    ends = []
    for days in range(8):
        station.says(apple(updated=(NOW + timedelta(days=days)).isoformat()))
        ends.append((await out.fetch(AppleMostPlayed("kr", base=station.base))).sheet.end)
    assert ends == [THIS_WEEK] * 7 + [THIS_WEEK + timedelta(days=7)]
