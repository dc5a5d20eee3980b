"""The way out: tries and pauses, the breaker, limits, redirects."""

import asyncio
import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from sources import Web
from sources.apple import AppleMostPlayed
from sources.breaker import REST
from sources.errors import SourceAway, SourceChanged, SourceRejects
from tests.sources.station import HANG, NOW, Answer, Clock, Station, apple, one_sentence


def here(station: Station) -> AppleMostPlayed:
    return AppleMostPlayed("kr", base=station.base)


async def test_a_list_is_fetched_with_one_request_that_says_who_asks(out: Web, station: Station) -> None:
    station.says(apple())
    fetched = await out.fetch(here(station))
    assert [row.title for row in fetched.sheet.rows] == ["Song 1", "Song 2", "Song 3"]
    (asked,) = station.asked
    assert (asked.method, asked.address) == ("GET", "/api/v2/kr/music/most-played/100/songs.json")
    assert "ostbot" in asked.headers["User-Agent"]


@pytest.mark.parametrize("trouble", [Station.fails(500), Station.fails(503)])
async def test_two_failures_are_lived_through(out: Web, station: Station, clock: Clock, trouble: Answer) -> None:
    good: Answer = lambda _: web.json_response(apple())  # noqa: E731 - one of a row of answers
    station.does(trouble, trouble, good)
    assert (await out.fetch(here(station))).sheet.depth == 3
    assert clock.pauses == pytest.approx([1.0, 2.0])


async def test_broken_connections_are_lived_through(out: Web, station: Station, clock: Clock) -> None:
    station.does(*[Station.breaks_off] * 4, lambda _: web.json_response(apple()))
    assert (await out.fetch(here(station))).sheet.depth == 3
    assert clock.pauses == pytest.approx([1.0, 2.0])


@pytest.mark.parametrize(
    ("trouble", "told", "requests"),
    [
        (Station.fails(500), "it answered 500", 3),
        (Station.fails(429), "it answered 429", 3),
        (Station.breaks_off, "the connection failed", 6),  # aiohttp itself asks twice in a try
    ],
)
async def test_after_three_failures_the_source_is_away(
    out: Web, station: Station, clock: Clock, trouble: Answer, told: str, requests: int
) -> None:
    station.does(trouble)
    with pytest.raises(SourceAway, match=told) as refused:
        await out.fetch(here(station))
    assert one_sentence(refused.value)
    assert len(station.asked) == requests
    assert len(clock.pauses) == 2


async def test_a_source_that_says_nothing_is_away(hasty: Web, station: Station, clock: Clock) -> None:
    station.does(HANG)
    with pytest.raises(SourceAway, match=r"no whole answer within 0\.2 s") as refused:
        await hasty.fetch(here(station))
    assert one_sentence(refused.value)
    assert len(station.asked) == 3
    assert len(clock.pauses) == 2


async def test_a_host_nobody_listens_on_is_away(out: Web) -> None:
    async with Station() as gone:
        feed = here(gone)
    with pytest.raises(SourceAway, match="the connection failed"):
        await out.fetch(feed)


@pytest.mark.parametrize(("chance", "pauses"), [(0.0, [0.7, 1.4]), (1.0, [1.3, 2.6])])
async def test_pauses_vary_by_30_percent(
    station: Station, clock: Clock, tmp_path: Path, chance: float, pauses: list[float]
) -> None:
    station.does(Station.fails(500))
    async with Web(tmp_path, clock=clock, chance=lambda: chance, pause=clock.pause, allow_loopback=True) as out:
        with pytest.raises(SourceAway):
            await out.fetch(here(station))
    assert clock.pauses == pytest.approx(pauses)


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry_After": "7"},
        {"Retry_After": "Fri, 20 Nov 2026 09:30:07 GMT"},
        {"X_RateLimit_Reset_In": "7"},
    ],
)
async def test_the_wait_that_a_source_asks_for_is_kept(
    out: Web, station: Station, clock: Clock, headers: dict[str, str]
) -> None:
    station.does(Station.fails(429, **headers), lambda _: web.json_response(apple()))
    await out.fetch(here(station))
    assert clock.pauses == [7.0]


async def test_a_source_that_asks_for_more_than_30_seconds_is_away_at_once(
    out: Web, station: Station, clock: Clock
) -> None:
    station.does(Station.fails(429, Retry_After="31"))
    with pytest.raises(SourceAway):
        await out.fetch(here(station))
    assert (len(station.asked), clock.pauses) == (1, [])


async def test_a_wait_that_cannot_be_read_is_none(out: Web, station: Station, clock: Clock) -> None:
    station.does(Station.fails(503, Retry_After="soon"), lambda _: web.json_response(apple()))
    await out.fetch(here(station))
    assert clock.pauses == pytest.approx([1.0])


async def test_a_request_that_is_wrong_is_not_repeated(out: Web, station: Station) -> None:
    station.does(Station.fails(404))
    with pytest.raises(SourceRejects, match="404") as refused:
        await out.fetch(here(station))
    assert (refused.value.status, refused.value.body) == (404, b"<html>no</html>")
    assert one_sentence(refused.value)
    assert len(station.asked) == 1


async def test_three_failed_fetches_open_the_breaker_for_a_quarter_of_an_hour(
    out: Web, station: Station, clock: Clock
) -> None:
    station.does(Station.fails(500))
    for _ in range(3):
        with pytest.raises(SourceAway, match="answered 500"):
            await out.fetch(here(station))
    clock.now += REST - timedelta(seconds=1)
    with pytest.raises(SourceAway, match=r"left alone until 09:45 UTC") as refused:
        await out.fetch(here(station))
    assert one_sentence(refused.value)
    assert len(station.asked) == 9


async def test_after_its_rest_one_fetch_tries_and_a_failure_opens_the_breaker_anew(
    out: Web, station: Station, clock: Clock
) -> None:
    station.does(Station.fails(500))
    for _ in range(3):
        with pytest.raises(SourceAway):
            await out.fetch(here(station))
    clock.now += REST
    with pytest.raises(SourceAway, match="answered 500"):
        await out.fetch(here(station))
    with pytest.raises(SourceAway, match="left alone"):
        await out.fetch(here(station))
    assert len(station.asked) == 12


async def test_one_answer_closes_the_breaker(out: Web, station: Station, clock: Clock) -> None:
    station.does(Station.fails(500))
    for _ in range(3):
        with pytest.raises(SourceAway):
            await out.fetch(here(station))
    clock.now += REST
    station.says(apple())
    await out.fetch(here(station))
    station.does(Station.fails(500))
    for _ in range(2):
        with pytest.raises(SourceAway, match="answered 500"):
            await out.fetch(here(station))
    station.says(apple())
    assert (await out.fetch(here(station))).sheet.depth == 3


async def test_after_its_rest_one_fetch_tries_and_the_others_wait_for_it(
    out: Web, station: Station, clock: Clock
) -> None:
    station.does(Station.fails(500))
    for _ in range(3):
        with pytest.raises(SourceAway):
            await out.fetch(here(station))
    clock.now += REST
    both = await asyncio.gather(*[out.fetch(here(station)) for _ in range(2)], return_exceptions=True)
    told = sorted("left alone" in str(refused) for refused in both)
    assert told == [False, True]
    assert len(station.asked) == 12


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: web.Response(text="<!doctype html><html><body>Welcome</body></html>"),
        Station.fails(404),
        Station.fails(301, Location="https://charts.example/"),
    ],
)
async def test_a_source_that_only_changed_is_not_left_alone(out: Web, station: Station, answer: Answer) -> None:
    station.does(answer)
    for _ in range(5):
        with pytest.raises(SourceChanged):
            await out.fetch(here(station))
    assert len(station.asked) == 5


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("https://charts.example/songs.json", "charts.example"),
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254"),
        ("/elsewhere", "another address"),
        ("https://[broken/", "another address"),
        (f"https://{'a' * 200}.example/", "another address"),
        ("https://charts.exämple/", "another address"),
    ],
)
@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_no_redirect_is_followed(out: Web, station: Station, status: int, target: str, told: str) -> None:
    station.does(Station.fails(status, Location=target))
    with pytest.raises(SourceChanged) as refused:
        await out.fetch(here(station))
    assert told in str(refused.value)
    assert one_sentence(refused.value)
    assert len(station.asked) == 1


async def test_a_redirect_to_this_machine_reaches_nobody(out: Web, station: Station) -> None:
    async with Station() as inside:
        inside.says(apple())
        station.does(Station.fails(302, Location=f"{inside.base}/songs.json"))
        with pytest.raises(SourceChanged, match="sends us on"):
            await out.fetch(here(station))
        assert inside.asked == []


async def test_a_huge_answer_is_cut_off(out: Web, station: Station) -> None:
    station.says(b" " * (4 * 1024 * 1024 + 1))
    with pytest.raises(SourceChanged, match="more than 4 MiB") as refused:
        await out.fetch(here(station))
    assert one_sentence(refused.value)
    assert len(station.asked) == 1


async def test_a_small_answer_that_unpacks_to_a_huge_one_is_cut_off(out: Web, station: Station) -> None:
    bomb = gzip.compress(b" " * (16 * 1024 * 1024))
    assert len(bomb) < 100_000
    station.says(bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(SourceChanged, match="more than 4 MiB"):
        await out.fetch(here(station))


async def test_an_answer_that_never_ends_is_cut_off_in_time(hasty: Web, station: Station) -> None:
    station.does(lambda _: web.Response(body=b'{"feed"', headers={"Content-Length": "5000"}))
    with pytest.raises(SourceAway, match=r"no whole answer"):
        await hasty.fetch(here(station))


async def test_the_real_way_out_gives_every_try_five_seconds(tmp_path: Path) -> None:
    async with Web(tmp_path, clock=lambda: NOW, chance=lambda: 0.5) as out:
        assert out._session is not None
        assert out._session.timeout.total == 5.0
        assert out._session.trust_env is False
