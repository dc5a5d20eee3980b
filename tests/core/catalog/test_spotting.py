"""A message that names a song leads to it, in the ways people write; one that names none leads nowhere."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seeds
from core.catalog.links import recording_of
from core.catalog.search import Kind
from core.catalog.spotting import MOST, spotted
from core.catalog.view import View, nicknamed
from core.errors import NotFound
from core.values import TrackKey

VIEW = View(seeds.load().catalogue)
SHOWER = "lovely-runner/sudden-shower"
STAY = "goblin/stay-with-me"
HEART = "crash-landing-on-you/give-you-my-heart"
SNOW = "goblin/i-will-go-to-you-like-the-first-snow"
EVERYTIME = "descendants-of-the-sun/everytime"

FOUND = [
    ("omg sudden shower by eclipse on repeat", SHOWER),
    ("이클립스 소나기 듣는 중", SHOWER),
    ("소나기 너무 좋다", SHOWER),
    ("이클립스의 소나기가 최고예요", SHOWER),
    ("소나기를 하루 종일 들었어요", SHOWER),
    ("선재 업고 튀어에서 소나기 나올 때 울었어", SHOWER),
    ("SUDDEN SHOWER!!!!!", SHOWER),
    ("sudden shower 😭😭", SHOWER),
    ("does anyone know “Sudden Shower” by ECLIPSE? https://youtu.be/xyz", SHOWER),
    ("[MV] ECLIPSE (이클립스) - 소나기 (Sudden Shower) | Lovely Runner OST Part 1", SHOWER),
    ("소나기 이클립스", SHOWER),
    ("I can't stop thinking about Sudden Shower, Lovely Runner broke me", SHOWER),
    ("lovely runner\nsudden shower\neclipse", SHOWER),
    ("https://open.spotify.com/track/1OhIn0L6iofnk5bjalWfHq", SHOWER),
    ("listen!! <https://open.spotify.com/intl-de/track/1OhIn0L6iofnk5bjalWfHq?si=abc&utm_source=x>", SHOWER),
    ("[this](https://open.spotify.com/track/1OhIn0L6iofnk5bjalWfHq)", SHOWER),
    ("선재업고튀어 노래 뭐에요", "lovely-runner"),
    ("lovely runner ost recommendations please", "lovely-runner"),
    ("도깨비 노래 추천해 주세요", "goblin"),
    ("anyone has the hotel del luna soundtrack?", "hotel-del-luna"),
    ("who sings stay with me from goblin?", STAY),
    ("stay with me on repeat again", STAY),
    ("Punch and Chanyeol's Stay With Me 🥺", STAY),
    ("도깨비 stay with me 부른 사람 누구예요", STAY),
    ("[도깨비 OST Part 1] 찬열, 펀치 (CHANYEOL, PUNCH) - Stay With Me MV", STAY),
    ("Give you my heart 😭😭😭 IU queen", HEART),
    ("아이유 노래 중에 Give You My Heart 제일 좋아", HEART),
    ("cloy ost give you my heart", HEART),
    ("ailee's i will go to you like the first snow makes me cry", SNOW),
    ("첫눈처럼 너에게 가겠다 에일리 라이브 미쳤다", SNOW),
    ("첫눈처럼 너에게 가겠다는 명곡이에요", SNOW),
    ("now playing 🎧 **Everytime** · CHEN, Punch · Descendants of the Sun", EVERYTIME),
    ("Everytime by CHEN", EVERYTIME),
    ("first dance song: everytime - chen & punch", EVERYTIME),
    ("I keep listening to\nStar - N.Flying", "lovely-runner/star"),
    ("노을 다비치", "crash-landing-on-you/노을"),
    ("itaewon class' start over by gaho", "itaewon-class/시작"),
    ("이태원 클라쓰 시작 - 가호", "itaewon-class/시작"),
    ("sweet night by V hits different", "itaewon-class/sweet-night"),
    ("뷔 sweet night", "itaewon-class/sweet-night"),
    ("christmas tree by V from our beloved summer", "our-beloved-summer/christmas-tree"),
    ("돌덩이 하현우", "itaewon-class/돌덩이"),
    ("you are my everything (gummy) slaps", "descendants-of-the-sun/you-are-my-everything"),
    ("“Love” from Goblin", "goblin/love"),
    ("Hush - Lasse Lindh", "goblin/hush"),
    ("그대라는 시 태연", "hotel-del-luna/그대라는-시"),
    ("taeyeon hotel del luna", "hotel-del-luna/그대라는-시"),
    ("the Done For Me by punch part", "hotel-del-luna/done-for-me"),
    ("beautiful by crush still makes me cry", "goblin/beautiful"),
    ("10cm 봄눈 진짜 좋아", "lovely-runner/봄눈"),
    ("별그대 ost 너의 모든 순간", "my-love-from-another-star/너의-모든-순간"),
    ("anyone knows the song in episode 4 of goblin?", "goblin"),
    ("secret garden ost so good", "secret-garden"),
    ("W two worlds ost", "w"),
]

NONE = [
    *(
        "hi",
        "hi!!",
        "no",
        "yes",
        "hello",
        "run",
        "run!",
        "love",
        "go",
        "stay",
        "star",
        "wish",
        "ok",
        "if",
        "u",
        "v",
        "N",
    ),
    *(
        "good morning everybody",
        "good night all",
        "thank you so much",
        "i love you",
        "i miss you guys",
        "maybe tomorrow",
    ),
    *("who are you?", "i love goblin", "see you at 8pm?", "with you in a moment", "let us go", "one day, maybe."),
    *(
        "안녕",
        "안녕하세요 여러분",
        "함께 가요",
        "좋다",
        "보고싶어",
        "어떨까요?",
        "시작!",
        "저녁 뭐 먹지",
        "사랑해요",
        "운명이다",
    ),
    *("start up was good", "vincenzo", "that man is back", "summer rain is falling here", "오늘 날씨 좋다 산책 가자"),
    *("play that song again", "what is this song", "노래 추천해 주세요", "I'll be there at 9", "happy birthday jin!"),
    *("https://youtu.be/abc", "https://open.spotify.com/track/0000000000000000000000", "", "😀", "<@123> <#456>"),
]


def test_there_are_messages_enough() -> None:
    assert len({message for message, _ in FOUND}) + len({*NONE}) >= 90


@pytest.mark.parametrize(("message", "key"), FOUND)
def test_what_a_message_names_comes_first(message: str, key: str) -> None:
    assert spotted(VIEW, [message])[0].key == key


@pytest.mark.parametrize("message", NONE)
def test_a_message_without_a_song_is_said_to_have_none(message: str) -> None:
    with pytest.raises(NotFound, match="no OST in that message"):
        spotted(VIEW, [message])


def test_a_title_alone_may_be_of_any_song_that_is_called_so_and_a_singer_tells_which() -> None:
    assert len(spotted(VIEW, ["소나기 너무 좋다"])) > 1
    assert [each.key for each in spotted(VIEW, ["이클립스 소나기"])] == [SHOWER]


def test_the_title_of_an_embed_counts_as_well_as_the_words() -> None:
    assert spotted(VIEW, ["look!", "ECLIPSE - Sudden Shower (Official Audio)"])[0].key == SHOWER


def test_what_a_server_added_or_calls_by_another_name_is_named_too() -> None:
    track = VIEW.catalogue.tracks[TrackKey(SHOWER)]
    mine = View(nicknamed(VIEW, [(Kind.TRACK, track.key, "우산 노래방")]), VIEW)
    assert spotted(mine, ["우산 노래방 듣자"])[0].key == SHOWER
    assert spotted(mine, ["stay with me goblin"])[0].key == STAY
    with pytest.raises(NotFound):
        spotted(VIEW, ["우산 노래방 듣자"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://open.spotify.com/track/1Oh", "https://open.spotify.com/intl-ko/track/1Oh?si=2"),
        ("https://music.apple.com/us/album/x/1750?i=1751", "https://music.apple.com/kr/song/x/1751"),
        ("https://www.youtube.com/watch?v=abcdefghijk&t=3", "https://youtu.be/abcdefghijk?si=1"),
        ("https://music.youtube.com/watch?v=abcdefghijk", "https://youtu.be/abcdefghijk"),
        ("https://www.melon.com/song/detail.htm?songId=7", "https://m2.melon.com/song/detail.htm?songId=7&ref=x"),
        ("https://www.genie.co.kr/detail/songInfo?xgnm=7", "https://genie.co.kr/detail/songInfo?xgnm=7"),
        ("https://music.bugs.co.kr/track/7", "https://m.bugs.co.kr/track/7?x=1"),
    ],
)
def test_one_song_has_one_number_however_its_link_is_written(one: str, other: str) -> None:
    assert recording_of(one) == recording_of(other) is not None


@pytest.mark.parametrize(
    "address", ["https://open.spotify.com/album/1Oh", "https://example.org/track/7", "http://x", "https://[", "no"]
)
def test_what_leads_to_no_song_has_none(address: str) -> None:
    assert recording_of(address) is None


@settings(max_examples=30)
@given(st.lists(st.text(max_size=400), max_size=4))
def test_any_text_leads_to_five_things_at_most_or_to_none(texts: list[str]) -> None:
    with suppress(NotFound):
        assert 1 <= len(spotted(VIEW, texts)) <= MOST
