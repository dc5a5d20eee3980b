"""One line of an autocomplete says enough to choose by."""

from dataclasses import replace

import pytest

from core.catalog.labels import LONGEST, choice, shorten
from core.catalog.model import Artist, Catalogue, Credit, CreditRole, Drama, Names, Track
from core.catalog.search import Hit, Kind
from core.values import ArtistKey, DramaKey, TrackKey

POEM = Hit(Kind.TRACK, "hotel-del-luna/poem", 1.0)
STAY = Hit(Kind.TRACK, "goblin/stay-with-me", 1.0)


def test_a_song_reads_title_singer_drama_in_the_script_the_fan_types(small: Catalogue) -> None:
    assert choice(small, POEM, "poem") == "All About You - TAEYEON - Hotel del Luna"
    assert choice(small, POEM, "그대") == "그대라는 시 - 태연 - 호텔 델루나"
    assert choice(small, POEM, "ㄱㄷㄹ") == "그대라는 시 - 태연 - 호텔 델루나"


def test_a_name_unknown_in_hangul_reads_in_english(small: Catalogue) -> None:
    assert choice(small, STAY, "도깨비") == "Stay With Me - 찬열, 펀치 - 쓸쓸하고 찬란하神-도깨비"


def test_a_drama_has_its_year_where_it_is_known(small: Catalogue) -> None:
    assert choice(small, Hit(Kind.DRAMA, "goblin", 1.0), "gob") == "Goblin (2016)"
    assert choice(small, Hit(Kind.DRAMA, "lovely-runner", 1.0), "선재") == "선재 업고 튀어"


def test_a_singer_reads_in_both_scripts(small: Catalogue) -> None:
    assert choice(small, Hit(Kind.ARTIST, "taeyeon", 1.0), "tae") == "TAEYEON (태연)"
    assert choice(small, Hit(Kind.ARTIST, "taeyeon", 1.0), "태") == "태연 (TAEYEON)"
    assert choice(small, Hit(Kind.ARTIST, "beyonce", 1.0), "비") == "Beyoncé"


def test_an_unknown_singer_is_said_to_be_unknown(small: Catalogue) -> None:
    assert choice(small, Hit(Kind.TRACK, "goblin/beautiful", 1.0), "b") == "Beautiful - artist unknown - Goblin"


@pytest.mark.parametrize("long", ["title", "artist", "drama"])
def test_a_long_name_is_cut_and_the_short_ones_stay(small: Catalogue, long: str) -> None:
    names = {part: Names("x" * 300 if part == long else f"my {part}") for part in ("title", "artist", "drama")}
    label = choice(_one_song(small, names), Hit(Kind.TRACK, "d/t", 1.0), "x")
    assert len(label) == LONGEST
    assert [f"my {part}" in label for part in names] == [part != long for part in names]


def test_a_long_drama_keeps_its_year(small: Catalogue) -> None:
    long = replace(small.dramas[DramaKey("goblin")], title=Names("g" * 300))
    label = choice(replace(small, dramas={long.key: long}), Hit(Kind.DRAMA, "goblin", 1.0), "g")
    assert len(label) == LONGEST
    assert label.endswith("g… (2016)")


FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
GRAPHEMES = {
    "an accent": "e\u0301",
    "a family": FAMILY,
    "a flag": "\U0001f1f0\U0001f1f7",
    "a skin tone": "\U0001f44d\U0001f3fd",
    "decomposed Hangul": "\u1112\u1161\u11ab",
    "a heart in its colour": "\u2764\ufe0f",
}


@pytest.mark.parametrize("grapheme", GRAPHEMES.values(), ids=GRAPHEMES.keys())
@pytest.mark.parametrize("before", range(6))
def test_nothing_is_cut_inside_what_reads_as_one_character(grapheme: str, before: int) -> None:
    text = "a" * before + grapheme * 40
    cut = shorten(text, 30)
    assert len(cut) <= 30
    kept = cut.removesuffix("…").removeprefix("a" * before)
    assert len(kept) % len(grapheme) == 0
    assert kept == grapheme * (len(kept) // len(grapheme))


def test_what_fits_stays_as_it_is() -> None:
    assert shorten("도깨비", 3) == "도깨비"
    assert shorten("도깨비", 2) == "도…"


def _one_song(small: Catalogue, names: dict[str, Names]) -> Catalogue:
    artist = Artist(ArtistKey("a"), names["artist"])
    drama = Drama(DramaKey("d"), names["drama"])
    track = Track(TrackKey("d/t"), drama.key, names["title"], (Credit(artist.key),))
    return replace(small, dramas={drama.key: drama}, artists={artist.key: artist}, tracks={track.key: track})


def test_who_is_heard_is_named_once_and_who_wrote_it_is_not(small: Catalogue) -> None:
    singer, writer = (Artist(ArtistKey(name), Names(name)) for name in ("Ailee", "Rocoberry"))
    roles = (CreditRole.MAIN, CreditRole.COMPOSER, CreditRole.LYRICIST)
    credited = (*(Credit(singer.key, role) for role in roles), *(Credit(writer.key, role) for role in roles[1:]))
    one = _one_song(small, {"title": Names("Snow"), "artist": Names("x"), "drama": Names("Goblin")})
    track = replace(one.tracks[TrackKey("d/t")], credits=credited)
    both = replace(one, artists={singer.key: singer, writer.key: writer}, tracks={track.key: track})
    assert choice(both, Hit(Kind.TRACK, track.key, 1.0), "snow") == "Snow - Ailee - Goblin"
