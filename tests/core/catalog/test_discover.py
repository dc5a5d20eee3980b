"""Discovery by tags."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seeds
from core.catalog.discover import counted, discover, shares, suggested_tags, tag_of, tags_of
from core.catalog.model import Artist, Catalogue, Drama, Facet, Names, Tag, Track
from core.catalog.short import short_of, short_tag
from core.errors import NotFound
from core.values import DramaKey, TrackKey

WORDS = {
    "ballad": (Facet.GENRE, "발라드"),
    "rock": (Facet.GENRE, "록"),
    "indie-rock": (Facet.GENRE, "인디 록"),
    "calm": (Facet.MOOD, "차분한"),
    "warm": (Facet.MOOD, "따뜻한"),
    "piano": (Facet.INSTRUMENT, "피아노"),
    "study": (Facet.CONTEXT, "공부"),
}
TAGS = {key: Tag(key, facet, key.replace("-", " "), ko, "What it means.") for key, (facet, ko) in WORDS.items()}


def tagged(*each: tuple[str, ...]) -> Catalogue:
    """One track for each set of tags."""
    drama = DramaKey("d")
    tracks = [
        Track(TrackKey(f"d/{number}"), drama, Names(f"{number:03}"), tags=tags) for number, tags in enumerate(each)
    ]
    return Catalogue({drama: Drama(drama, Names("D"))}, tracks={track.key: track for track in tracks}, tags=TAGS)


def keys(catalogue: Catalogue, *chosen: str) -> list[str]:
    """The tracks found, by their key."""
    return [track.key for track in discover(catalogue, chosen).tracks]


SOME = tagged(("ballad", "calm", "piano"), ("ballad", "warm"), ("rock", "warm", "study"), ("calm",), ())


def test_what_is_found_carries_every_tag_chosen() -> None:
    assert keys(SOME, "ballad") == ["d/0", "d/1"]
    assert keys(SOME, "ballad", "calm") == ["d/0"]
    assert keys(SOME, "ballad", "ballad") == ["d/0", "d/1"]


def test_without_a_choice_it_is_all_that_carries_any_tag() -> None:
    assert keys(SOME) == ["d/0", "d/1", "d/2", "d/3"]


def test_the_counts_respect_what_is_chosen_already() -> None:
    assert {tag.key: number for tag, number in counted(SOME, Facet.MOOD)} == {"calm": 2, "warm": 2}
    assert counted(SOME, Facet.MOOD, ["ballad", "piano"]) == [(TAGS["calm"], 1), (TAGS["warm"], 0)]


def test_when_nothing_matches_the_tag_whose_loss_leaves_most_is_named_first() -> None:
    found = discover(SOME, ["ballad", "warm", "study"])
    assert found.tracks == ()
    assert [([tag.key for tag in drop.tags], drop.leaves) for drop in found.drops] == [(["ballad"], 1), (["study"], 1)]


def test_where_one_is_not_enough_the_fewest_that_are_get_dropped() -> None:
    found = discover(SOME, ["ballad", "piano", "rock", "study"])
    assert {frozenset(tag.key for tag in drop.tags) for drop in found.drops} == {
        frozenset({"ballad", "piano"}),
        frozenset({"rock", "study"}),
    }


def test_a_single_tag_that_nothing_carries_cannot_be_helped_by_dropping() -> None:
    assert discover(SOME, ["indie-rock"]).drops == ()


@given(st.lists(st.sets(st.sampled_from(sorted(TAGS))), max_size=8), st.sets(st.sampled_from(sorted(TAGS)), max_size=5))
def test_a_count_offered_is_the_number_found_and_a_drop_keeps_its_word(
    tracks: list[set[str]], chosen: set[str]
) -> None:
    catalogue = tagged(*(tuple(sorted(tags)) for tags in tracks))
    for facet in Facet:
        for tag, number in counted(catalogue, facet, sorted(chosen)):
            assert number == len(keys(catalogue, *chosen, tag.key))
    found = discover(catalogue, sorted(chosen))
    for drop in found.drops:
        kept = chosen - {tag.key for tag in drop.tags}
        assert drop.leaves == len(keys(catalogue, *kept)) > 0
        for fewer in combinations(chosen, len(drop.tags) - 1):
            assert not keys(catalogue, *(chosen - set(fewer))) or not fewer


@pytest.mark.parametrize("typed", ["piano", "PIANO", "피아노", "pia", "ㅍㅇㄴ", "iano"])
def test_a_tag_is_meant_in_either_language_and_half_typed(typed: str) -> None:
    assert tag_of(SOME, Facet.INSTRUMENT, typed).key == "piano"


SHIPPED = seeds.load().catalogue


@pytest.mark.parametrize(
    ("facet", "typed", "key"),
    [
        (Facet.MOOD, "sad", "melancholic"),
        (Facet.MOOD, "슬픈", "melancholic"),
        (Facet.MOOD, "슬퍼", "melancholic"),
        (Facet.MOOD, "happy", "energetic"),
        (Facet.MOOD, "신나는", "energetic"),
        (Facet.MOOD, "Chill", "calm"),
        (Facet.MOOD, "로맨틱한", "warm"),
        (Facet.GENRE, "rap", "hip-hop"),
        (Facet.GENRE, "락", "rock"),
        (Facet.VOCAL, "여자 가수", "female-voice"),
        (Facet.CONTEXT, "sleep", "unwind"),
        (Facet.CONTEXT, "노래방", "sing-along"),
        (Facet.THEME, "짝사랑", "unspoken-desire"),
    ],
)
def test_a_word_of_every_day_means_its_tag_and_is_completed(facet: Facet, typed: str, key: str) -> None:
    assert tag_of(SHIPPED, facet, typed).key == key
    assert key in [tag.key for tag, _ in suggested_tags(SHIPPED, facet, typed[:-1] or typed)]


def test_the_very_name_is_meant_even_where_it_is_a_part_of_another() -> None:
    assert tag_of(SOME, Facet.GENRE, "rock").key == "rock"
    assert tag_of(SOME, Facet.GENRE, "indie rock").key == "indie-rock"


@pytest.mark.parametrize(("facet", "typed"), [(Facet.GENRE, "piano"), (Facet.GENRE, "r"), (Facet.MOOD, "zzz")])
def test_what_means_no_tag_or_several_is_refused_with_those_there_are(facet: Facet, typed: str) -> None:
    with pytest.raises(NotFound, match=r"choose one while you type, for example \w+ \(\w+"):
        tag_of(SOME, facet, typed)


def test_a_tag_that_matches_nothing_is_offered_only_when_it_is_typed_for() -> None:
    offered = [tag.key for tag, _ in suggested_tags(SOME, Facet.MOOD, "", ["piano"])]
    assert offered == ["calm"]
    assert [(tag.key, number) for tag, number in suggested_tags(SOME, Facet.MOOD, "wa", ["piano"])] == [("warm", 0)]


def test_where_nothing_at_all_would_match_all_are_offered_with_their_noughts() -> None:
    assert {number for _, number in suggested_tags(SOME, Facet.GENRE, "", ["study", "calm"])} == {0}


def test_shares_are_of_the_tracks_that_carry_the_facet_and_say_how_many_these_are() -> None:
    spread = shares(tagged(("ballad", "calm"), ("ballad", "rock"), ("rock",), ("calm",), ()), Facet.GENRE)
    assert (spread.carrying, spread.all_tracks) == (3, 5)
    assert {tag.key: spread.share(number) for tag, number in spread.counts} == {
        "ballad": Fraction(2, 3),
        "rock": Fraction(2, 3),
    }


def test_the_tags_of_a_track_come_facet_by_facet_and_unknown_ones_are_left_out() -> None:
    track = next(iter(tagged(("piano", "gone", "ballad")).tracks.values()))
    assert [(facet, [tag.key for tag in tags]) for facet, tags in tags_of(track, SOME)] == [
        (Facet.GENRE, ["ballad"]),
        (Facet.INSTRUMENT, ["piano"]),
    ]


def test_the_short_names_of_everything_that_ships_are_all_different() -> None:
    catalogue = seeds.load().catalogue
    things: list[Drama | Artist | Track] = [
        *catalogue.dramas.values(),
        *catalogue.artists.values(),
        *catalogue.tracks.values(),
    ]
    assert len({short_of(thing) for thing in things}) == len(things)
    assert len({short_tag(tag) for tag in catalogue.tags.values()}) == len(catalogue.tags)
