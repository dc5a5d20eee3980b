"""Copies on disk: confirmed, whole, never in the way."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from sources import Recording, Web
from sources.apple import AppleMostPlayed
from sources.cache import Cache, Kept
from sources.errors import SourceAway
from sources.feed import Request
from sources.listenbrainz import ListenBrainzPopularity
from tests.sources.station import NOW, Clock, Station, apple

ASKED = Request("https://itunes.apple.com/us/rss/topsongs/limit=100/genre=16/json")


def marked(station: Station, **marks: str) -> None:
    """Let the station confirm a copy by any of *marks*, and else give the list with them."""
    headers = {name.replace("_", "-"): value for name, value in marks.items()}

    def answer(request: web.Request) -> web.StreamResponse:
        known = (request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since"))
        if any(mark in known for mark in headers.values()):
            return web.Response(status=304)
        return web.json_response(apple(), headers=headers)

    station.does(answer)


@pytest.mark.parametrize("marks", [{"ETag": '"abc"'}, {"Last_Modified": "Fri, 20 Nov 2026 08:01:02 GMT"}])
async def test_a_source_only_confirms_what_is_here(
    out: Web, station: Station, clock: Clock, marks: dict[str, str]
) -> None:
    marked(station, **marks)
    feed = AppleMostPlayed("kr", base=station.base)
    first = await out.fetch(feed)
    clock.now += timedelta(hours=1)
    again = await out.fetch(feed)
    assert (first.fresh, again.fresh) == (True, False)
    assert again.sheet == first.sheet
    assert (first.fetched_at, again.fetched_at) == (NOW, NOW + timedelta(hours=1))
    assert len(station.asked) == 2


async def test_a_copy_outlives_the_program(station: Station, clock: Clock, tmp_path: Path) -> None:
    marked(station, ETag='"abc"')
    for _ in range(2):
        async with Web(tmp_path, clock=clock, chance=lambda: 0.5, allow_loopback=True) as out:
            fetched = await out.fetch(AppleMostPlayed("kr", base=station.base))
    assert not fetched.fresh


async def test_a_copy_is_one_file_that_says_when_it_was_fetched_and_proves_its_content(
    out: Web, station: Station, tmp_path: Path
) -> None:
    station.says(apple(), headers={"ETag": '"abc"'})
    await out.fetch(AppleMostPlayed("kr", base=station.base))
    (file,) = (tmp_path / "cache").iterdir()
    head, _, body = file.read_bytes().partition(b"\n")
    said = json.loads(head)
    assert said["fetched_at"] == NOW.isoformat()
    assert said["sha256"] == hashlib.sha256(body).hexdigest()
    assert json.loads(body) == apple()


async def test_an_unasked_confirmation_counts_for_nothing(out: Web, station: Station) -> None:
    station.does(lambda _: web.Response(status=304))
    with pytest.raises(Exception, match="sends us on to another address"):
        await out.fetch(AppleMostPlayed("kr", base=station.base))


@pytest.mark.parametrize("damage", [b"", b"not json\n{}", b"{}\n", b"[]\n{}", b"\xff\xfe", None])
def test_a_damaged_copy_counts_as_absent(tmp_path: Path, damage: bytes | None) -> None:
    cache = Cache(tmp_path)
    cache.keep(ASKED, Kept(b"{}", NOW, '"abc"'))
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes() + b"x" if damage is None else damage)
    assert cache.find(ASKED) is None


def test_a_copy_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new" / "folder")
    assert cache.find(ASKED) is None
    cache.keep(ASKED, Kept(b"old", NOW))
    kept = Kept(b'{"a":\n1}', NOW, '"abc"', "Fri, 20 Nov 2026 08:01:02 GMT")
    cache.keep(ASKED, kept)
    assert cache.find(ASKED) == kept
    assert cache.find(Request(ASKED.address, json={"a": 1})) is None


def test_a_copy_that_cannot_be_written_leaves_the_one_before_and_no_rest(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path)
    cache.keep(ASKED, Kept(b"old", NOW))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sources.cache.os.fsync", full)
    cache.keep(ASKED, Kept(b"new", NOW))
    assert cache.find(ASKED) == Kept(b"old", NOW)
    assert len(list(tmp_path.iterdir())) == 1
    assert "No space left on device" in caplog.text


async def test_a_folder_that_is_none_costs_the_copy_not_the_fetch(
    station: Station, clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    station.says(apple())
    taken = tmp_path / "file"
    taken.write_text("in the way")
    async with Web(taken, clock=clock, chance=lambda: 0.5, allow_loopback=True) as out:
        assert (await out.fetch(AppleMostPlayed("kr", base=station.base))).sheet.depth == 3
    assert "is not kept" in caplog.text


async def test_a_source_that_is_away_names_the_copy_and_does_not_pass_it_off_as_new(
    out: Web, station: Station, clock: Clock
) -> None:
    station.says(apple())
    feed = AppleMostPlayed("kr", base=station.base)
    await out.fetch(feed)
    clock.now += timedelta(days=7)
    station.does(Station.fails(500))
    with pytest.raises(SourceAway) as refused:
        await out.fetch(feed)
    assert refused.value.kept_at == NOW


async def test_what_is_posted_is_never_conditional(out: Web, station: Station) -> None:
    mbid = "9980309d-3480-4e7e-89ce-fce971a452be"
    station.says([{"recording_mbid": mbid, "total_listen_count": 5}], headers={"ETag": '"abc"'})
    feed = ListenBrainzPopularity([Recording(mbid, "Song", "Singer")], base=station.base)
    for _ in range(2):
        await out.fetch(feed)
    assert all("If-None-Match" not in asked.headers for asked in station.asked)
