"""Labelled questions for the search: typed by rule from a catalogue, and by hand from a file."""

import csv
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.catalog.hangul import INITIALS, VOWELS, has_hangul, initials, is_syllable, parts
from core.catalog.model import Catalogue, Track
from core.catalog.romanisation import romanise
from core.catalog.search import Kind
from core.text import clean, fold

BY_HAND = Path(__file__).with_name("search_by_hand.csv")

Wanted = frozenset[tuple[Kind, str]]


@dataclass(frozen=True, slots=True)
class Question:
    """What a fan types, in which way, and what is meant: any of *wanted* answers it."""

    way: str
    text: str
    wanted: Wanted


class Names:
    """Every name of a catalogue with the things that bear it: two songs called Star are equally right for "star"."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.bearers: dict[str, set[tuple[Kind, str]]] = {}
        for kind, key, names in self._things():
            for name in names:
                self.bearers.setdefault(fold(name), set()).add((kind, key))

    def _things(self) -> Iterator[tuple[Kind, str, tuple[str, ...]]]:
        yield from ((Kind.DRAMA, key, drama.title.all) for key, drama in self.catalogue.dramas.items())
        yield from ((Kind.ARTIST, key, artist.name.all) for key, artist in self.catalogue.artists.items())
        yield from ((Kind.TRACK, key, track.title.all) for key, track in self.catalogue.tracks.items())

    def of(self, name: str) -> Wanted:
        """Everything that bears *name*."""
        return frozenset(self.bearers[fold(name)])

    def like(self, fits: Callable[[str], bool]) -> list[str]:
        """Every name that *fits*, in a fixed order."""
        return sorted(name for name in self.bearers if fits(name))


def by_hand(path: Path = BY_HAND) -> list[Question]:
    """The questions of the file: ``query,kind,key``, a key with ``|`` where more than one thing is right."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Question("by hand", row["query"], frozenset((Kind(row["kind"]), key) for key in row["key"].split("|")))
            for row in csv.DictReader(lines)
        ]


def by_rule(catalogue: Catalogue, *, each: int, seed: int) -> list[Question]:
    """*each* questions in every way of typing, the same for the same *seed*."""
    chance = random.Random(seed)
    names = Names(catalogue)
    asked = []
    for way, (fits, typed) in WAYS.items():
        fitting = names.like(fits)
        picked = chance.sample(fitting, min(each, len(fitting)))
        asked += [Question(way, typed(name, chance), names.of(name)) for name in picked]
    tracks = sorted(catalogue.tracks.values(), key=lambda track: track.key)
    for way, beside in BESIDE.items():
        known = [track for track in tracks if beside(catalogue, track)]
        for track in chance.sample(known, min(each, len(known))):
            words = [chance.choice(beside(catalogue, track)), chance.choice(track.title.all)]
            chance.shuffle(words)
            asked.append(Question(way, " ".join(words), frozenset({(Kind.TRACK, str(track.key))})))
    return asked


def _hangul(least: int) -> Callable[[str], bool]:
    return lambda name: sum(map(is_syllable, name)) >= least and all(map(_plain_hangul, name))


def _plain_hangul(character: str) -> bool:
    return is_syllable(character) or character == " "


def _latin(least: int) -> Callable[[str], bool]:
    return lambda name: not has_hangul(name) and name.isascii() and len(name) >= least


def _of_words(least: int) -> Callable[[str], bool]:
    return lambda name: len(name.split()) >= least


def _begun(name: str, chance: random.Random) -> str:
    return name[: max(2, round(len(name) * chance.uniform(0.5, 0.8)))].strip()


def _inner(name: str, chance: random.Random) -> str:
    words = name.split()
    at = chance.randrange(1, len(words) - 1)
    return " ".join(words[at : at + 2])


def _typo(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(name) - 1)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    missed = name[:at] + name[at + 1 :]
    wrong = name[:at] + chance.choice("aeionrst") + name[at + 1 :]
    return chance.choice([swapped, missed, wrong])


def _shuffled(name: str, chance: random.Random) -> str:
    words = name.split()
    while words == name.split():
        chance.shuffle(words)
        if len(set(words)) == 1:
            break
    return " ".join(words)


def _half_typed(name: str, chance: random.Random) -> str:
    syllables = name.replace(" ", "")
    at = chance.randrange(1, len(syllables))
    begin, vowel, final = parts(syllables[at])
    composed = chr(ord("가") + INITIALS.index(begin) * 588 + VOWELS.index(vowel) * 28)
    return syllables[:at] + chance.choice([begin, composed if final else begin])


def _wrong_vowel(name: str, chance: random.Random) -> str:
    at = chance.choice([place for place, character in enumerate(name) if is_syllable(character)])
    number = ord(name[at]) - ord("가")
    vowel = number // 28 % 21
    heard = {"ㅐ": "ㅔ", "ㅔ": "ㅐ", "ㅚ": "ㅙ", "ㅙ": "ㅚ", "ㅓ": "ㅗ", "ㅗ": "ㅓ", "ㅡ": "ㅜ", "ㅜ": "ㅡ", "ㅏ": "ㅑ"}
    other = VOWELS.index(heard.get(VOWELS[vowel], "ㅡ"))
    return name[:at] + chr(ord(name[at]) + (other - vowel) * 28) + name[at + 1 :]


def _first_consonants(name: str, chance: random.Random) -> str:
    typed = " ".join(map(initials, name.split()))
    return typed if chance.random() < 0.5 else typed.replace(" ", "")


def _strict(name: str, _: random.Random) -> str:
    return romanise(name)


_HABITS = (
    *(("eo", "u"), ("eo", "o"), ("u", "oo"), ("i", "ee"), ("eu", "u"), ("ae", "e"), ("ui", "ee"), ("si", "shi")),
    *(
        ("g", "k"),
        ("d", "t"),
        ("b", "p"),
        ("j", "ch"),
        ("ch", "j"),
        ("r", "l"),
        ("kk", "gg"),
        ("ss", "s"),
        ("wo", "weo"),
    ),
)


def _loose(name: str, chance: random.Random) -> str:
    typed = romanise(name)
    usable = [habit for habit in _HABITS if habit[0] in typed]
    for written, habit in chance.sample(usable, min(2, len(usable))):
        typed = re.sub(written, habit, typed, count=chance.choice([0, 1]))
    return typed


def _glued(name: str, _: random.Random) -> str:
    return name.replace(" ", "")


def _same(name: str, _: random.Random) -> str:
    return name


Rule = tuple[Callable[[str], bool], Callable[[str, random.Random], str]]
WAYS: dict[str, Rule] = {
    "whole name": (lambda _: True, _same),
    "beginning": (lambda name: len(clean(name)) >= 5, _begun),
    "inner words": (_of_words(4), _inner),
    "typo": (_latin(6), _typo),
    "word order": (_of_words(3), _shuffled),
    "half typed": (_hangul(3), _half_typed),
    "wrong vowel": (_hangul(3), _wrong_vowel),
    "initial consonants": (_hangul(4), _first_consonants),
    "romanised": (_hangul(3), _strict),
    "romanised loosely": (_hangul(3), _loose),
    "glued": (_of_words(2), _glued),
    "two syllables": (lambda name: len(name) == 2 and all(map(is_syllable, name)), _same),
}


def _artists(catalogue: Catalogue, track: Track) -> list[str]:
    return [name for credit in track.credits for name in catalogue.artists[credit.artist].name.all]


def _drama(catalogue: Catalogue, track: Track) -> list[str]:
    return list(catalogue.dramas[track.drama].title.all)


BESIDE: dict[str, Callable[[Catalogue, Track], list[str]]] = {"artist and title": _artists, "drama and title": _drama}
