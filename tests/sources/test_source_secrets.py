"""The key of Last.fm goes over the wire and nowhere else."""

import logging
import traceback
from pathlib import Path

import pytest
from aiohttp import web

from core.errors import Refusal
from sources import Web, known_feeds
from sources.errors import SourceAway, SourceChanged
from sources.feed import Request
from sources.lastfm import LastFmCountry
from tests.sources.station import HANG, Answer, Station, lastfm

KEY = "k3ythatn0body0ughtt0see"


def _redirects_with_it(request: web.Request) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": f"https://{KEY}.evil.example{request.path_qs}"})


def _repeats_it(request: web.Request) -> web.StreamResponse:
    return web.Response(status=403, text=f'{{"error": "{KEY}", "message": "{request.path_qs}"}}')


def _rejects_with_it(request: web.Request) -> web.StreamResponse:
    return web.Response(status=404, text=f"<html>{request.path_qs}</html>")


def _serves_it(request: web.Request) -> web.StreamResponse:
    return web.json_response(lastfm() | {"asked": request.path_qs})


def _shows_it(request: web.Request) -> web.StreamResponse:
    return web.json_response({"tracks": {"track": [{"name": request.path_qs}]}})


def _everything_in(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files] + [path.read_text("utf-8") for path in files]


@pytest.mark.parametrize(
    "answer",
    [
        Station.fails(500),
        Station.fails(429, Retry_After="99"),
        Station.breaks_off,
        _redirects_with_it,
        _repeats_it,
        _rejects_with_it,
        _serves_it,
        _shows_it,
        lambda _: web.json_response(lastfm()),
    ],
)
async def test_no_log_file_or_text_holds_the_key(
    out: Web, station: Station, tmp_path: Path, caplog: pytest.LogCaptureFixture, answer: Answer
) -> None:
    caplog.set_level(logging.DEBUG)
    station.does(answer)
    feed = LastFmCountry("kr", KEY, base=station.base)
    told = [repr(feed), feed.attribution, feed.key]
    try:
        fetched = await out.fetch(feed)
        told += [repr(fetched), fetched.attribution]
    except Refusal as refused:
        told += [str(refused), repr(refused), "".join(traceback.format_exception(refused))]
    assert station.asked[0].query["api_key"] == KEY
    told.append(caplog.text)
    told += _everything_in(tmp_path)
    assert not [text for text in told if KEY in text]


async def test_a_time_out_does_not_show_the_key(hasty: Web, station: Station, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    station.does(HANG)
    with pytest.raises(SourceAway) as refused:
        await hasty.fetch(LastFmCountry("kr", KEY, base=station.base))
    assert KEY not in "".join(traceback.format_exception(refused.value)) + caplog.text


async def test_a_source_that_cannot_be_reached_does_not_show_the_key(
    out: Web, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with Station() as gone:
        feed = LastFmCountry("kr", KEY, base=gone.base)
    with pytest.raises(Refusal) as refused:
        await out.fetch(feed)
    assert KEY not in "".join(traceback.format_exception(refused.value)) + caplog.text


def test_a_request_does_not_show_its_secret() -> None:
    assert KEY not in repr(Request("https://ws.audioscrobbler.com/2.0/", secret={"api_key": KEY}))


def test_the_list_of_feeds_does_not_show_the_key() -> None:
    assert KEY not in repr(known_feeds(lastfm_key=KEY))


async def test_a_redirect_that_holds_the_key_is_not_named(out: Web, station: Station) -> None:
    station.does(_redirects_with_it)
    with pytest.raises(SourceChanged, match="sends us on to another address"):
        await out.fetch(LastFmCountry("kr", KEY, base=station.base))
