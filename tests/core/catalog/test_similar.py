"""What is like a track, and why."""

import random
from datetime import date

from core.catalog.model import (
    Artist,
    Catalogue,
    Credit,
    CreditRole,
    Drama,
    Facet,
    Names,
    Release,
    ReleaseKind,
    Tag,
    Track,
)
from core.catalog.similar import Alike, similar
from core.values import ArtistKey, DramaKey, TrackKey

TAGS = {
    "piano": Tag("piano", Facet.INSTRUMENT, "piano", "피아노", "The piano is to the fore."),
    "calm": Tag("calm", Facet.MOOD, "calm", "차분한", "Peaceful."),
    "main-theme": Tag("main-theme", Facet.ROLE, "main theme", None, "The theme."),
}


def song(
    key: str,
    by: str = "",
    tags: tuple[str, ...] = (),
    year: int | None = None,
    composer: str = "",
) -> Track:
    """A song of the drama its key begins with."""
    credits_ = [Credit(ArtistKey(by))] if by else []
    credits_ += [Credit(ArtistKey(composer), CreditRole.COMPOSER)] if composer else []
    release = Release(ReleaseKind.PART, 1, date(year, 5, 1) if year else None)
    return Track(TrackKey(key), DramaKey(key.split("/", 1)[0]), Names(key), tuple(credits_), release, tags)


def catalogue(*tracks: Track) -> Catalogue:
    """These songs with all they name."""
    artists = {credit.artist for track in tracks for credit in track.credits}
    return Catalogue(
        {track.drama: Drama(track.drama, Names(track.drama)) for track in tracks},
        {artist: Artist(artist, Names(artist)) for artist in artists},
        {track.key: track for track in tracks},
        TAGS,
    )


def reasons(alike: Alike) -> set[str]:
    """The kinds of reason it has."""
    has = {
        "singer": alike.singers,
        "writer": alike.writers,
        "drama": alike.same_drama,
        "tags": alike.tags,
        "year": alike.year,
    }
    return {name for name, reason in has.items() if reason}


def test_every_reason_is_named_and_only_those_that_hold() -> None:
    me = song("a/me", "iu", ("piano", "calm"), 2019, composer="min")
    others = {
        "a/mate": {"drama"},
        "b/hers": {"singer", "year"},
        "c/like": {"tags"},
        "d/written": {"writer"},
    }
    found = similar(
        me,
        catalogue(
            me,
            song("a/mate"),
            song("b/hers", "iu", year=2019),
            song("c/like", tags=("calm", "piano")),
            song("d/written", composer="min"),
            song("e/stranger", "punch"),
        ),
    )
    assert {alike.track.key: reasons(alike) for alike in found} == others


def test_a_year_alone_and_a_role_in_the_soundtrack_make_no_two_songs_alike() -> None:
    me = song("a/me", tags=("main-theme",), year=2019)
    assert similar(me, catalogue(me, song("b/x", tags=("main-theme",), year=2019))) == []


def test_the_singer_weighs_more_than_the_drama_and_both_more_than_one() -> None:
    me = song("a/me", "iu")
    found = similar(me, catalogue(me, song("a/mate"), song("b/hers", "iu"), song("a/both", "iu")))
    assert [alike.track.key for alike in found] == ["a/both", "b/hers", "a/mate"]


def test_a_singer_who_composed_the_other_song_is_no_singer_of_both() -> None:
    me = song("a/me", "iu")
    assert similar(me, catalogue(me, song("b/x", composer="iu"))) == []


def test_a_song_is_not_like_itself_and_the_list_is_never_longer_than_asked() -> None:
    me = song("a/me")
    many = [song(f"a/{number:03}") for number in range(100)]
    found = similar(me, catalogue(me, *many), 10)
    assert len(found) == 10
    assert me.key not in {alike.track.key for alike in found}


def test_the_same_catalogue_in_any_order_gives_the_same_list() -> None:
    me = song("a/me", "iu", ("piano",), 2019)
    many = [
        song(f"{drama}/{n}", by, tags, 2019) for drama in "ab" for n in range(9) for by, tags in (("iu", ("piano",)),)
    ]
    first = similar(me, catalogue(me, *many))
    random.Random(7).shuffle(many)
    assert [alike.track.key for alike in similar(me, catalogue(*many, me))] == [alike.track.key for alike in first]
