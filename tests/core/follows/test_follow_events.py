"""What happened is told to whoever follows it, from the moment they follow it, under a name that never changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.catalog.model import Artist, Catalogue, Credit, Drama, Names, Release, ReleaseKind, Track
from core.catalog.search import Kind
from core.follows.events import FRESH, news
from core.follows.model import CHANNEL, Follow, How, Move, Moves, News
from core.values import SHARED, ArtistKey, ChartKey, DramaKey, GuildId, TrackKey, UserId

NOON = datetime(2024, 7, 27, 3, tzinfo=UTC)  # noon in Korea
DRAMA = Drama(DramaKey("d"), Names("Drama", "드라마"))
IU = Artist(ArtistKey("iu"), Names("IU"))
SONG = Track(
    *(TrackKey("d/song"), DRAMA.key, Names("Song", "노래"), (Credit(IU.key),)),
    Release(ReleaseKind.PART, 3, NOON.date()),
)
FOLLOW = Follow(GuildId(1), UserId(5), Kind.DRAMA, DRAMA.key, How.DIGEST, NOON - timedelta(days=1))
MOVE = Move(ChartKey("melon-kr"), "Melon", SHARED, date(2024, 7, 25), SONG.key, 3, Moves.DEBUT, NOON)


def told(*follows: Follow, song: Track = SONG, moves: tuple[Move, ...] = (), now: datetime = NOON) -> list[News]:
    catalogue = Catalogue({DRAMA.key: DRAMA}, {IU.key: IU}, {song.key: song})
    return list(news(follows, catalogue, moves, now))


def test_a_release_is_told_from_the_beginning_of_its_day_in_korea() -> None:
    midnight = datetime(2024, 7, 26, 15, tzinfo=UTC)
    early = replace(FOLLOW, since=midnight - timedelta(hours=1))
    assert told(early, now=midnight - timedelta(seconds=1)) == []
    (said,) = told(early, now=midnight)
    assert said.event.words.en == "Drama: Part 3 out: Song – IU"
    assert said.event.words.ko == "드라마 Part 3 발매: 노래 – IU"


def test_a_release_with_an_hour_is_told_at_that_hour() -> None:
    song = replace(SONG, release=replace(SONG.release, hour=18))
    assert told(FOLLOW, song=song, now=datetime(2024, 7, 27, 8, 59, tzinfo=UTC)) == []
    assert told(FOLLOW, song=song, now=datetime(2024, 7, 27, 9, tzinfo=UTC))


def test_drama_singer_and_song_lead_to_the_same_event() -> None:
    follows = [FOLLOW, replace(FOLLOW, kind=Kind.ARTIST, key=IU.key), replace(FOLLOW, kind=Kind.TRACK, key=SONG.key)]
    found = told(*follows, moves=(MOVE,))
    assert len(found) == 6
    assert len({each.event.id for each in found}) == 2


def test_what_was_before_the_follow_or_long_ago_is_no_news() -> None:
    late = replace(FOLLOW, since=NOON)
    assert told(late, moves=(replace(MOVE, first=NOON - timedelta(seconds=1)),)) == []
    assert told(FOLLOW, now=NOON + FRESH + timedelta(days=1)) == []


def test_a_correction_of_the_date_of_a_part_is_no_second_event() -> None:
    (first,) = told(FOLLOW)
    (second,) = told(FOLLOW, song=replace(SONG, release=replace(SONG.release, released=date(2024, 7, 26), hour=23)))
    assert first.event.id == second.event.id


def test_a_channel_stands_for_everybody_who_follows_in_it() -> None:
    follows = [replace(FOLLOW, how=How.CHANNEL, member=UserId(member)) for member in (5, 6)]
    assert {each.member for each in told(*follows)} == {CHANNEL}


def test_every_move_has_its_words() -> None:
    for did, words in (
        (Moves.DEBUT, "entered Melon at #3"),
        (Moves.RETURN, "is back on Melon at #3"),
        (Moves.PEAK, "has a new peak on Melon: #3"),
    ):
        late = replace(FOLLOW, since=NOON)
        (said,) = told(late, moves=(replace(MOVE, did=did),))
        assert said.event.words.en == f"Song – IU (Drama) {words}, week to 25 Jul 2024"
