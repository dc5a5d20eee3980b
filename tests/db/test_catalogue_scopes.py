"""A server sees the shared catalogue and its own; nobody sees another's."""

from dataclasses import replace

import pytest

from core.catalog.desk import CatalogDesk
from core.catalog.model import Artist, Catalogue, Credit, Drama, Names, Track
from core.catalog.search import Kind
from core.errors import NotFound
from core.values import SHARED, ArtistKey, DramaKey, GuildId, TrackKey
from db.catalog import CatalogRows
from db.store import Store

HERE, ELSEWHERE = GuildId(11), GuildId(12)
HOTEL = Drama(DramaKey("hotel"), Names("Hotel del Luna", "호텔 델루나"))
HEIZE = Artist(ArtistKey("heize"), Names("Heize", "헤이즈"))
OURS = Track(
    TrackKey("hotel/ours@11"), HOTEL.key, Names("Moon Over Us"), (Credit(HEIZE.key),), verified=False, guild=HERE
)


@pytest.fixture
async def desk(store: Store) -> CatalogDesk:
    shelf = store.shelf(CatalogRows)
    async with shelf.writing() as rows:
        await rows.merge(Catalogue({HOTEL.key: HOTEL}, {HEIZE.key: HEIZE}))
        await rows.merge(Catalogue(tracks={OURS.key: OURS}))
        await rows.nickname(HERE, "drama", HOTEL.key, "Ghost Inn")
    desk = CatalogDesk(shelf)
    await desk.refresh()
    return desk


@pytest.mark.parametrize("words", ["moon over us", "moon over us hotel del luna", "헤이즈 moon over"])
def test_a_servers_own_track_is_found_there_by_its_shared_drama_and_singer_too(desk: CatalogDesk, words: str) -> None:
    assert desk.of(HERE).track(words) == OURS
    for other in (ELSEWHERE, SHARED):
        with pytest.raises(NotFound):
            desk.of(other).track(words)


def test_its_key_opens_nothing_elsewhere(desk: CatalogDesk) -> None:
    assert desk.of(HERE).find(f"track:{OURS.key}") == OURS
    assert desk.of(ELSEWHERE).get(Kind.TRACK, OURS.key) is None
    assert desk.of(ELSEWHERE).catalogue.tracks_of(HOTEL.key) == []


def test_a_nickname_counts_where_it_was_given(desk: CatalogDesk) -> None:
    assert desk.of(HERE).drama("ghost inn").key == HOTEL.key
    with pytest.raises(NotFound):
        desk.of(ELSEWHERE).drama("ghost inn")
    assert desk.everything.dramas[HOTEL.key] == HOTEL


def test_a_listing_is_matched_with_own_tracks_only_in_that_scope(desk: CatalogDesk) -> None:
    assert desk.matching(HERE)("Moon Over Us", "헤이즈", None) == OURS
    assert desk.matching(ELSEWHERE)("Moon Over Us", "헤이즈", None) is None


async def test_what_is_added_later_is_seen_once_renewed_and_the_rest_stays(store: Store, desk: CatalogDesk) -> None:
    more = replace(OURS, key=TrackKey("hotel/more@12"), title=Names("Another Moon"), guild=ELSEWHERE)
    async with store.shelf(CatalogRows).writing() as rows:
        await rows.merge(Catalogue(tracks={more.key: more}))
    await desk.renew(ELSEWHERE)
    assert desk.of(ELSEWHERE).track("another moon") == more
    assert desk.of(HERE).track("moon over us") == OURS
    assert set(desk.everything.tracks) == {OURS.key, more.key}


async def test_a_shipment_never_overwrites_what_a_server_made_under_the_same_key(
    store: Store, desk: CatalogDesk
) -> None:
    async with store.shelf(CatalogRows).writing() as rows:
        await rows.merge(Catalogue(tracks={OURS.key: replace(OURS, title=Names("Taken"), guild=SHARED)}))
    await desk.refresh()
    assert desk.of(HERE).track("moon over us") == OURS
