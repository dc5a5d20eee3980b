"""What is promised of the search over the shipped catalogue, by way of typing."""

import random
from collections.abc import Callable

import pytest

from bench.search_questions import Question, by_hand, by_rule
from bench.search_typing import glued, in_hangul, other_keyboard
from core.catalog.finding.hangul import has_hangul, initials
from core.catalog.finding.romanisation import romanise
from core.catalog.model import Catalogue
from core.catalog.search import Index, Kind
from seeds import load


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load().catalogue


@pytest.fixture(scope="module")
def whole(shipped: Catalogue) -> Index:
    return Index(shipped)


@pytest.fixture(scope="module")
def questions(shipped: Catalogue) -> list[Question]:
    return [*by_rule(shipped, each=30, seed=5), *by_hand()]


def test_there_are_questions_of_every_kind(questions: list[Question]) -> None:
    assert len(questions) >= 300
    assert len(by_hand()) >= 120
    assert len({question.way for question in questions}) >= 13


def test_what_is_asked_for_by_hand_is_in_the_catalogue(shipped: Catalogue) -> None:
    known = {
        Kind.DRAMA: set(map(str, shipped.dramas)),
        Kind.ARTIST: set(map(str, shipped.artists)),
        Kind.TRACK: set(map(str, shipped.tracks)),
    }
    assert not [(one.text, key) for one in by_hand() for kind, key in one.wanted if key not in known[kind]]


def test_nearly_every_question_is_answered_first_and_almost_none_is_not_among_ten(
    whole: Index, questions: list[Question]
) -> None:
    places = [_place(whole, question) for question in questions]
    assert sum(place < 1 for place in places) >= 0.97 * len(places)
    assert sum(place < 10 for place in places) >= 0.99 * len(places)


def test_no_way_of_typing_is_left_behind(whole: Index, questions: list[Question]) -> None:
    ways: dict[str, list[int]] = {}
    for question in questions:
        ways.setdefault(question.way, []).append(_place(whole, question))
    behind = {way: places for way, places in ways.items() if sum(place >= 10 for place in places) > 1}
    assert not behind


FANS_OWN_NAMES = {
    "its-okay-to-not-be-okay": (
        "psycho but its okay",
        "Pyscho But It's Okay",
        "pbio",
        "iotnbo",
        "사괜",
        "its ok to not be ok",
    ),
    "crash-landing-on-you": ("cloy", "CLOY ost", "crash landing", "사랑불"),
    "descendants-of-the-sun": ("dots", "descendents of the sun", "태후"),
    "reply-1988": ("am1988", "reply 88", "r1988", "응팔"),
    "reply-1994": ("am1994", "응사"),
    "reply-1997": ("am1997", "응칠"),
    "the-king-eternal-monarch": ("tkem", "더킹"),
    "whats-wrong-with-secretary-kim": ("wwwsk", "whats wrong secretary kim", "김비서"),
    "my-love-from-another-star": ("mlfts", "mlfas", "ywcfts", "my love from the star", "별그대"),
    "strong-woman-do-bong-soon": ("strong girl bong soon", "swdbs", "bong soon"),
    "hometown-cha-cha-cha": ("homecha", "hometown chachacha", "hccc", "갯차"),
    "love-in-the-moonlight": ("mdbc", "litm", "구르미"),
    "moon-lovers": ("shr", "scarlet heart", "moon lovers"),
    "weightlifting-fairy-kim-bok-joo": ("wfkbj", "weightlifting fairy"),
    "the-legend-of-the-blue-sea": ("lotbs",),
    "while-you-were-sleeping": ("wyws", "당잠사"),
    "because-this-is-my-first-life": ("btimfl", "이번생"),
    "our-blues": ("우블",),
    "find-me-in-your-memory": ("그남기",),
    "cinderella-and-four-knights": ("신네기",),
    "love-next-door": ("엄친아",),
    "its-okay-thats-love": ("iotl", "괜사"),
    "my-mister": ("나저씨",),
    "boys-over-flowers": ("bof", "꽃남"),
}


@pytest.mark.parametrize("key", FANS_OWN_NAMES)
def test_what_fans_call_a_drama_finds_it_first(whole: Index, key: str) -> None:
    firsts = {typed: whole.search(typed)[0] for typed in FANS_OWN_NAMES[key]}
    assert {typed: (hit.kind, hit.key) for typed, hit in firsts.items()} == dict.fromkeys(firsts, (Kind.DRAMA, key))


FORMS: dict[str, Callable[[str], str | None]] = {
    "as it is": lambda name: name,
    "glued": lambda name: glued(name, random.Random(1)),
    "romanised": lambda name: romanise(name) if has_hangul(name) else None,
    "initial consonants": lambda name: initials(name) if in_hangul(4)(name) else None,
    "other keyboard": lambda name: other_keyboard(name, random.Random(1)) if in_hangul(2)(name) else None,
}


@pytest.mark.parametrize("form", FORMS)
def test_every_name_finds_its_bearer_among_ten(shipped: Catalogue, whole: Index, form: str) -> None:
    bearers = [
        *((Kind.DRAMA, key, drama.title.all) for key, drama in shipped.dramas.items()),
        *((Kind.ARTIST, key, artist.name.all) for key, artist in shipped.artists.items()),
        *((Kind.TRACK, key, track.title.all) for key, track in shipped.tracks.items()),
    ]
    typed = [(kind, key, FORMS[form](name)) for kind, key, names in bearers for name in names]
    asked = [(kind, key, text) for kind, key, text in typed if text]
    assert len(asked) > 200
    missed = [
        text for kind, key, text in asked if (kind, key) not in {(h.kind, h.key) for h in whole.search(text)[:10]}
    ]
    assert not missed


def _place(index: Index, question: Question) -> int:
    """Where the first right answer stands, from 0; 99 for nowhere."""
    found = [(hit.kind, hit.key) in question.wanted for hit in index.search(question.text)]
    return found.index(True) if True in found else 99
