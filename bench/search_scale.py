"""A made-up catalogue of any size, by rule: Korean and English names composed of syllables, the same for the same seed.

Words follow Zipf's law as those of titles do, so that some are in thousands of names; a third of the songs have an
English title beside the Korean one, a tenth only that.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import accumulate

from core.catalog.finding.romanisation import romanise
from core.catalog.model import Artist, Catalogue, Credit, CreditRole, Drama, Names, Release, ReleaseKind, Track
from core.values import ArtistKey, DramaKey, TrackKey

_BEGINNINGS = "가나다라마바사아자하고노도로모보소오조호구누두루무부수우주그느드르스으시지기이미비리니디"
_ENDINGS = (
    "각간갈감강개건결경곡공관광국군근길난날남녀늘달담당대덕돈동등람랑래력련령례로"
    "록론류률름린림말망맥면명목문물민박반발방백번별병복본봄북분불빛"
)
_PARTICLES = ("", "", "", "의", "을", "이", "에", "은", "처럼", "에게", "보다", "하는", "했던")
_SURNAMES = "김이박최정강조윤장임한오서신권황안송전홍"
_GIVEN = "민서준현우진수영은지혜연주예하윤시아원희태경승호재성동훈규빈유나린솔"
_BEGUN = ("b", "br", "c", "d", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "r", "s", "sh", "st", "t", "tr", "w", "")
_VOWELS = ("a", "e", "i", "o", "u", "ea", "ee", "ou", "ai")
_ENDED = ("", "", "n", "r", "l", "nd", "ng", "st", "t", "ve", "rt", "m", "ck", "s")
_FIRST_DAY = date(2000, 1, 1)


def made_up(tracks: int, *, seed: int) -> Catalogue:
    """A catalogue of *tracks* songs, a fifteenth as many dramas and a tenth as many artists."""
    chance = random.Random(seed)
    korean = _vocabulary(chance, 2_000 + tracks // 10, _korean_word)
    english = _vocabulary(chance, 1_500 + tracks // 20, _english_word)

    def titled() -> Names:
        script = chance.random()
        ko = " ".join(korean(chance.choice((1, 1, 2, 2, 3, 4)))) if script < 0.9 else None
        en = " ".join(english(chance.choice((1, 2, 2, 3, 4)))).title() if script > 0.6 else None
        return Names(en, ko)

    dramas, artists, songs = {}, {}, {}
    for at in range(max(1, tracks // 15)):
        title = Names(" ".join(english(3)).title(), " ".join(korean(chance.choice((2, 3, 4)))))
        drama = Drama(DramaKey(f"drama-{at}"), title, _FIRST_DAY + timedelta(chance.randrange(9_000)))
        dramas[drama.key] = drama
    for at in range(max(1, tracks // 10)):
        artist = Artist(ArtistKey(f"artist-{at}"), _person(chance) if at % 3 else titled())
        artists[artist.key] = artist
    of, by = list(dramas), list(artists)
    for at in range(tracks):
        drama_key = of[at % len(of)]
        singer = Credit(by[int(len(by) * chance.random() ** 3)], CreditRole.MAIN)
        part = Release(ReleaseKind.PART, at // len(of) + 1, dramas[drama_key].first_air)
        song = Track(TrackKey(f"{drama_key}/song-{at}"), drama_key, titled(), (singer,), part)
        songs[song.key] = song
    return Catalogue(dramas, artists, songs)


def _vocabulary(chance: random.Random, size: int, word: Callable[[random.Random], str]) -> Callable[[int], list[str]]:
    """A way to draw words, of *size* different ones the first much more often than the last."""
    known = list(dict.fromkeys(word(chance) for _ in range(size)))
    weights = list(accumulate(1 / rank for rank in range(3, len(known) + 3)))
    return lambda number: chance.choices(known, cum_weights=weights, k=number)


def _korean_word(chance: random.Random) -> str:
    middle = chance.choice(_BEGINNINGS) if chance.random() < 0.4 else ""
    return chance.choice(_BEGINNINGS + _ENDINGS) + middle + chance.choice(_ENDINGS) + chance.choice(_PARTICLES)


def _english_word(chance: random.Random) -> str:
    syllables = chance.choice((1, 2, 2, 3))
    body = "".join(chance.choice(_BEGUN) + chance.choice(_VOWELS) for _ in range(syllables))
    return body + chance.choice(_ENDED)


def _person(chance: random.Random) -> Names:
    surname, given = chance.choice(_SURNAMES), chance.choice(_GIVEN) + chance.choice(_GIVEN)
    return Names(f"{romanise(surname)} {romanise(given)}".title(), surname + given)
