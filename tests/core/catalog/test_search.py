"""Whatever a fan types finds what the fan means."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.model import Catalogue, Drama, Names, Track
from core.catalog.search import Hit, Index, Kind, Only
from core.values import ArtistKey, DramaKey, TrackKey

FOUND = {
    "the title in each script": {
        "all about you": "hotel-del-luna/poem",
        "그대라는 시": "hotel-del-luna/poem",
        "hotel del luna": "hotel-del-luna",
        "호텔 델루나": "hotel-del-luna",
        "아이유": "iu",
        "노을": "crash-landing-on-you/sunset",
    },
    "another case, accents and signs": {
        "HOTEL DEL LUNA!!": "hotel-del-luna",
        "hôtel dél lüna": "hotel-del-luna",
        "beyonce": "beyonce",
        "n flying": "n-flying",
        "ｇｏｂｌｉｎ": "goblin",
        "it’s okay to not be okay": "its-okay-to-not-be-okay",
    },
    "other names and nicknames": {
        "도깨비": "goblin",
        "guardian": "goblin",
        "cloy": "crash-landing-on-you",
        "dots": "descendants-of-the-sun",
    },
    "a beginning": {
        "crash lan": "crash-landing-on-you",
        "사이코": "its-okay-to-not-be-okay",
        "suddensh": "lovely-runner/shower",
    },
    "words from the middle": {
        "del luna": "hotel-del-luna",
        "불시착": "crash-landing-on-you",
        "not be okay": "its-okay-to-not-be-okay",
    },
    "a title glued together": {
        "사랑의불시착": "crash-landing-on-you",
        "hoteldelluna": "hotel-del-luna",
        "staywithme": "goblin/stay-with-me",
    },
    "words in another order": {
        "luna hotel": "hotel-del-luna",
        "시 그대라는": "hotel-del-luna/poem",
        "you about all": "hotel-del-luna/poem",
    },
    "half-typed syllables": {
        "도ㄲ": "goblin",
        "도깨ㅂ": "goblin",
        "호텔 데": "hotel-del-luna",
        "그대라느": "hotel-del-luna/poem",
    },
    "initial consonants": {
        "ㄷㄲㅂ": "goblin",
        "ㄷㄱㅂ": "goblin",
        "ㅎㅌ ㄷㄹㄴ": "hotel-del-luna",
        "ㅎㅌㄷㄹㄴ": "hotel-del-luna",
        "ㅅㄴㄱ": "lovely-runner/shower",
        "호텔 ㄷㄹㄴ": "hotel-del-luna",
        "ㅅㄹㅇ ㅂㅅㅊ": "crash-landing-on-you",
    },
    "Revised Romanisation": {
        "dokkaebi": "goblin",
        "geudaeraneun si": "hotel-del-luna/poem",
        "sarangui bulsichak": "crash-landing-on-you",
    },
    "loose romanisation": {
        "doggaebi": "goblin",
        "dokebi": "goblin",
        "kudaeranun shi": "hotel-del-luna/poem",
        "noeul": "crash-landing-on-you/sunset",
        "sarange bulshichak": "crash-landing-on-you",
        "taeyangeui hooye": "descendants-of-the-sun",
        "sunjae upgo tweo": "lovely-runner",
    },
    "typos": {
        "gobiln": "goblin",
        "tayeon": "taeyeon",
        "crsh landing on you": "crash-landing-on-you",
        "beutiful": "goblin/beautiful",
        "도께비": "goblin",
        "호텔 델로나": "hotel-del-luna",
        "소나귀": "lovely-runner/shower",
    },
    "artist and title": {
        "jimin with you": "our-blues/with-you",
        "with you lyn": "descendants-of-the-sun/with-you",
        "린 with you": "descendants-of-the-sun/with-you",
        "punch stay": "goblin/stay-with-me",
        "taeyeon 그대라는 시": "hotel-del-luna/poem",
        "taeyeon geudaeraneun": "hotel-del-luna/poem",
    },
    "drama and title": {
        "goblin beautiful": "goblin/beautiful",
        "star lovely runner": "lovely-runner/star",
        "호텔 델루나 star": "hotel-del-luna/star",
    },
    "a part of a soundtrack": {
        "goblin ost part 4": "goblin/beautiful",
        "도깨비 part.4": "goblin/beautiful",
        "hotel del luna pt 12": "hotel-del-luna/star",
        "호텔델루나 OST Part.3": "hotel-del-luna/poem",
        "cloy ost 11": "crash-landing-on-you/heart",
        "사랑의 불시착 파트11": "crash-landing-on-you/heart",
    },
    "a soundtrack": {"goblin ost": "goblin", "호텔 델루나 OST": "hotel-del-luna", "our blues soundtrack": "our-blues"},
    "a year": {
        "goblin 2016": "goblin",
        "2016 태양의 후예": "descendants-of-the-sun",
        "beautiful 2017": "goblin/beautiful",
        "beautiful 2016": "goblin/beautiful",
        "with you 2016년": "descendants-of-the-sun/with-you",
        "with you 2022": "our-blues/with-you",
    },
    "the other keyboard": {
        "ehRoql": "goblin",
        "ghxpf epffnsk": "hotel-del-luna",
        "xodus": "taeyeon",
        "해ㅠㅣㅑㅜ": "goblin",
        "ㅗㅐㅅ디 ㅇ디 ㅣㅕㅜㅁ": "hotel-del-luna",
    },
}


@pytest.mark.parametrize(("query", "key"), [(query, key) for way in FOUND.values() for query, key in way.items()])
def test_it_is_the_first_answer(index: Index, query: str, key: str) -> None:
    assert index.search(query)[0].key == key


def test_two_syllables_find(index: Index) -> None:
    assert index.search("태연")[0].key == "taeyeon"
    assert index.search("노을")[0].key == "crash-landing-on-you/sunset"


def test_decomposed_hangul_finds_the_same(index: Index) -> None:
    assert index.search(unicodedata.normalize("NFD", "도깨비")) == index.search("도깨비")


def test_a_drama_is_followed_by_its_songs(index: Index) -> None:
    first, *others = index.search("goblin")
    assert first == Hit(Kind.DRAMA, "goblin", 1.0)
    assert [hit.key for hit in others[:2]] == ["goblin/stay-with-me", "goblin/beautiful"]


def test_a_singer_is_followed_by_their_songs(index: Index) -> None:
    assert [hit.key for hit in index.search("punch")[:3]] == ["punch", "goblin/stay-with-me", "hotel-del-luna/star"]


def test_the_whole_title_comes_before_its_beginning_a_word_of_it_and_what_is_only_alike(index: Index) -> None:
    keys = [hit.key for hit in index.search("star", kinds={Kind.TRACK})]
    assert keys[:4] == ["hotel-del-luna/star", "lovely-runner/star", "lovely-runner/starlight", "lovely-runner/my-star"]
    assert keys.index("lovely-runner/my-star") < keys.index("lovely-runner/stir")


def test_of_equal_titles_the_one_whose_singer_is_typed_too_comes_first(index: Index) -> None:
    assert next(hit.key for hit in index.search("star n.flying", kinds={Kind.TRACK})) == "lovely-runner/star"
    assert next(hit.key for hit in index.search("star punch", kinds={Kind.TRACK})) == "hotel-del-luna/star"


@pytest.mark.parametrize(
    ("letter", "key"), [("b", "beyonce"), ("g", "goblin"), ("호", "hotel-del-luna"), ("ㅎ", "hotel-del-luna")]
)
def test_one_letter_finds_what_begins_with_it(index: Index, letter: str, key: str) -> None:
    assert key in [hit.key for hit in index.search(letter)[:4]]


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b", "zzqqxx", "ㅋㅋㅋㅋㅋㅋ"])
def test_nothing_alike_finds_nothing(index: Index, nothing: str) -> None:
    assert index.search(nothing) == []


def test_only_the_kinds_asked_for_are_found(index: Index) -> None:
    assert {hit.kind for hit in index.search("goblin", kinds={Kind.TRACK})} == {Kind.TRACK}
    assert index.search("goblin", kinds=()) == []


def test_what_was_asked_before_does_not_change_an_answer(small: Catalogue) -> None:
    asked, iu = Index(small), Only(artist=ArtistKey("iu"))
    ways = [
        (query, kinds, limit, only)
        for query in ("hotel", "Hotel", "hotel del luna")
        for kinds in ({Kind.DRAMA}, {Kind.TRACK}, {Kind.DRAMA, Kind.TRACK})
        for limit in (1, 25)
        for only in (Only(), iu)
    ]
    first = [asked.search(query, kinds=kinds, limit=limit, only=only) for query, kinds, limit, only in ways]
    first[0].clear()  # what one got is one's own
    again = [asked.search(query, kinds=kinds, limit=limit, only=only) for query, kinds, limit, only in ways]
    alone = [Index(small).search(query, kinds=kinds, limit=limit, only=only) for query, kinds, limit, only in ways]
    assert again == alone
    assert len({tuple(each) for each in alone}) > 3


def test_no_more_than_the_limit_are_found(index: Index) -> None:
    assert len(index.search("star", limit=2)) == 2


@given(st.text(max_size=200))
def test_whatever_is_typed_gets_a_ranked_answer(index: Index, query: str) -> None:
    hits = index.search(query)
    assert len(hits) <= 25
    assert len({(hit.kind, hit.key) for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 < hit.score <= 1 for hit in hits)


def test_every_name_finds_its_bearer_first(small: Catalogue, index: Index) -> None:
    things = [(Kind.DRAMA, key, drama.title) for key, drama in small.dramas.items()]
    names = [(kind, key, name) for kind, key, title in things for name in title.all]
    missed = [name for kind, key, name in names if index.search(name)[0] != Hit(kind, str(key), 1.0)]
    assert not missed


@pytest.mark.parametrize("name", ["?!", "…", "ㅏ", "\u200b", "R", "神", "💔"])
def test_a_name_without_letters_is_no_trouble(small: Catalogue, name: str) -> None:
    odd = Track(TrackKey("goblin/odd"), DramaKey("goblin"), Names(name))
    index = Index(replace(small, tracks={**small.tracks, odd.key: odd}))
    assert index.search("goblin")[0].key == "goblin"
    assert index.search("ㄷㄲㅂ")[0].key == "goblin"
    found = index.search(name)
    assert found[0].key == "goblin/odd" if name != "\u200b" else not found


def test_a_song_of_an_unknown_drama_is_still_found() -> None:
    lost = Track(TrackKey("lost/song"), DramaKey("lost"), Names("Lost Song"))
    assert Index(Catalogue(tracks={lost.key: lost})).search("lost song") == [Hit(Kind.TRACK, "lost/song", 1.0)]


def test_the_very_name_is_found_among_many_shorter_ones_of_its_words() -> None:
    crowd = {DramaKey(f"{at}"): Drama(DramaKey(f"{at}"), Names(f"Love Is {at}")) for at in range(99)}
    wanted = Drama(DramaKey("wanted"), Names("Is Love Love"))
    assert Index(Catalogue(dramas=crowd | {wanted.key: wanted})).search("is love love")[0].key == "wanted"


def test_songs_of_the_very_drama_come_before_those_of_one_that_is_only_alike(small: Catalogue) -> None:
    kiss = Drama(DramaKey("kiss-goblin"), Names("Kiss Goblin"))
    song = Track(TrackKey("kiss-goblin/song"), kiss.key, Names("Another Song"))
    index = Index(replace(small, dramas={kiss.key: kiss, **small.dramas}, tracks={song.key: song, **small.tracks}))
    found = [hit.key for hit in index.search("goblin", kinds={Kind.TRACK})]
    assert found.index("goblin/beautiful") < found.index("kiss-goblin/song")


def test_a_year_alone_lists_what_came_out_in_it(index: Index) -> None:
    found = [hit.key for hit in index.search("2016")]
    assert found[:2] == ["goblin", "descendants-of-the-sun"]
    assert "goblin/stay-with-me" in found
    assert "hotel-del-luna" not in found


def test_a_number_in_a_name_is_no_year() -> None:
    reply = {DramaKey(f"{at}"): Drama(DramaKey(f"{at}"), Names(f"Reply {at}")) for at in (1988, 1994, 1997)}
    index = Index(Catalogue(dramas=reply))
    assert [index.search(f"reply {at}")[0].key for at in reply] == [*reply]
    assert index.search("reply 1994 ost")[0].key == "1994"


def test_an_answer_can_be_narrowed_to_a_drama_an_artist_or_a_year(index: Index) -> None:
    def tracks(query: str, only: Only) -> list[str]:
        return [hit.key for hit in index.search(query, kinds={Kind.TRACK}, only=only)]

    assert tracks("star", Only(drama=DramaKey("hotel-del-luna"))) == ["hotel-del-luna/star"]
    assert tracks("star", Only(artist=ArtistKey("n-flying"))) == ["lovely-runner/star"]
    assert tracks("with you", Only(year=2022)) == ["our-blues/with-you"]
    assert tracks("star", Only(drama=DramaKey("hotel-del-luna"), artist=ArtistKey("taeyeon"))) == []
    assert tracks("star", Only(drama=DramaKey("never-aired"))) == []


def test_narrowed_without_a_word_everything_that_fits_is_listed(index: Index) -> None:
    found = index.search("", only=Only(drama=DramaKey("hotel-del-luna")))
    assert [hit.key for hit in found] == ["hotel-del-luna", "hotel-del-luna/poem", "hotel-del-luna/star"]
    assert [hit.key for hit in index.search("", only=Only(artist=ArtistKey("punch"), year=2019))] == [
        "hotel-del-luna/star"
    ]


def test_a_song_of_the_chosen_drama_is_found_among_many_of_its_title_elsewhere(small: Catalogue) -> None:
    crowd = {
        key: Track(key, DramaKey("lovely-runner"), Names("Beautiful"))
        for key in (TrackKey(f"x/{at}") for at in range(99))
    }
    index = Index(replace(small, tracks={**crowd, **small.tracks}))
    found = index.search("beautiful", only=Only(drama=DramaKey("goblin")))
    assert found[0].key == "goblin/beautiful"
    assert not {hit.key for hit in found} & crowd.keys()


@pytest.mark.parametrize("query", ["star punch", "beautful", "goblin part 4", "ㄷㄱㅂ", "ehRoql", "stay 2016"])
def test_a_thing_is_worth_the_same_in_every_index_so_that_two_answers_can_be_merged(
    small: Catalogue, index: Index, query: str
) -> None:
    goblin = {key: drama for key, drama in small.dramas.items() if key == "goblin"}
    tracks = {track.key: track for track in small.tracks_of(DramaKey("goblin"))}
    alone = {hit.key: hit.score for hit in Index(Catalogue(goblin, small.artists, tracks)).search(query, limit=99)}
    among = {hit.key: hit.score for hit in index.search(query, limit=99)}
    assert {key: among[key] for key in alone.keys() & among.keys()} == {
        key: alone[key] for key in alone.keys() & among.keys()
    }
    assert alone.keys() & among.keys()
