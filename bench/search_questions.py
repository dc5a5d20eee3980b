"""Labelled questions for the search: typed by rule from a catalogue, and by hand from a file."""

import csv
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.search_typing import (
    as_it_is,
    begun,
    first_consonants,
    glued,
    half_typed,
    in_hangul,
    in_latin,
    inner,
    loose,
    of_words,
    other_keyboard,
    shuffled,
    strict,
    typo,
    wrong_vowel,
)
from core.catalog.finding.hangul import (
    initials,
    is_syllable,
    jamo,
)
from core.catalog.finding.romanisation import romanise
from core.catalog.model import Catalogue, Track
from core.catalog.search import Kind
from core.text import clean, fold
from core.values import TrackKey

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
                self.bearers.setdefault(_bare(name), set()).add((kind, key))
        known = sorted({fold(name) for _, _, names in self._things() for name in names})
        self._known = {name: _bare(name) for name in known}

    def _things(self) -> Iterator[tuple[Kind, str, tuple[str, ...]]]:
        yield from ((Kind.DRAMA, key, drama.title.all) for key, drama in self.catalogue.dramas.items())
        yield from ((Kind.ARTIST, key, artist.name.all) for key, artist in self.catalogue.artists.items())
        yield from ((Kind.TRACK, key, track.title.all) for key, track in self.catalogue.tracks.items())

    def of(self, *names: str) -> Wanted:
        """Everything that bears one of *names*."""
        return frozenset().union(*(self.bearers.get(_bare(name), ()) for name in names))

    def like(self, fits: Callable[[str], bool]) -> list[str]:
        """Every name that *fits*, in a fixed order."""
        return [name for name in self._known if fits(name)]

    def saying(self, fits: Callable[[str], bool]) -> list[str]:
        """Every name that *fits* when its signs are left out."""
        return [name for name, bare in self._known.items() if fits(bare)]

    @cached_property
    def by_initials(self) -> dict[str, list[str]]:
        """The names that begin their syllables with the same consonants."""
        return self._by(initials)

    @cached_property
    def by_sound(self) -> dict[str, list[str]]:
        """The names that are the same in Revised Romanisation."""
        return self._by(romanise)

    def _by(self, form: Callable[[str], str]) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = {}
        for name in self._known:
            grouped.setdefault(form(name), []).append(name)
        return grouped


def by_hand(path: Path = BY_HAND) -> list[Question]:
    """The questions of the file: ``query,kind,key,way``, a key with ``|`` where more than one thing is right."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Question(
                f"by hand: {row['way']}",
                row["query"],
                frozenset((Kind(row["kind"]), key) for key in row["key"].split("|")),
            )
            for row in csv.DictReader(lines)
        ]


def by_rule(catalogue: Catalogue, *, each: int, seed: int) -> list[Question]:
    """*each* questions in every way of typing, the same for the same *seed*.

    A question is answered by whatever bears the name it was made of, by whatever is called just as it is typed, and,
    where it says less than a name (a beginning, inner words, initial consonants), by every name that it says as well.
    """
    chance = random.Random(seed)
    names = Names(catalogue)
    asked = []
    for way, (fits, typed, likewise) in WAYS.items():
        fitting = names.like(fits)
        for name in chance.sample(fitting, min(each, len(fitting))):
            text = typed(name, chance)
            asked.append(Question(way, text, names.of(name, text, *likewise(names, fold(text)))))
    tracks = sorted(catalogue.tracks.values(), key=lambda track: track.key)
    for way, beside in BESIDE.items():
        known = [track for track in tracks if beside(catalogue, track)]
        for track in chance.sample(known, min(each, len(known))):
            title, drama = chance.choice(track.title.all), catalogue.dramas[track.drama]
            words = [chance.choice(beside(catalogue, track)), title]
            same = [catalogue.tracks[TrackKey(key)] for kind, key in names.of(title) if kind is Kind.TRACK]
            right = {(Kind.TRACK, str(each.key)) for each in same if words[0] in beside(catalogue, each)}
            if title in drama.title.all:  # nothing tells the song from its drama
                right.add((Kind.DRAMA, str(drama.key)))
            chance.shuffle(words)
            asked.append(Question(way, " ".join(words), frozenset(right)))
    parts_known = [track for track in tracks if track.release.part]
    picked_parts = chance.sample(parts_known, min(each, len(parts_known)))
    return [*asked, *(_of_part(catalogue, track, chance) for track in picked_parts)]


def _bare(name: str) -> str:
    """*name* without case and signs: nobody types these to tell two names apart."""
    folded = fold(name)
    return " ".join(re.sub(r"[^\w]+", " ", folded).split()) or folded


def _of_part(catalogue: Catalogue, track: Track, chance: random.Random) -> Question:
    said = chance.choice(("ost part {}", "ost part.{}", "part {}", "pt.{}", "pt {}", "ost {}", "파트{}", "OST Part {}"))
    drama, part = chance.choice(catalogue.dramas[track.drama].title.all), track.release.part
    same = [each for each in catalogue.tracks_of(track.drama) if each.release.part == part]
    return Question("release", f"{drama} {said.format(part)}", frozenset((Kind.TRACK, str(each.key)) for each in same))


def _alone(_: Names, __: str) -> list[str]:
    return []


def _begin_so(names: Names, typed: str) -> list[str]:
    return names.like(lambda name: name.startswith(typed))


def _say_so(names: Names, typed: str) -> list[str]:
    said = _bare(typed)
    words = sorted(said.split())
    return names.saying(
        lambda name: f" {said} " in f" {name} " or name.startswith(said) or sorted(name.split()) == words
    )


def _could_become(names: Names, typed: str) -> list[str]:
    begun = jamo(typed)
    return names.like(lambda name: name[:1] == typed[:1] and jamo(name.replace(" ", "")).startswith(begun))


def _sound_so(names: Names, typed: str) -> list[str]:
    return names.by_initials.get(initials(typed), [])


def _read_so(names: Names, typed: str) -> list[str]:
    return names.by_sound.get(typed, [])


Rule = tuple[Callable[[str], bool], Callable[[str, random.Random], str], Callable[[Names, str], list[str]]]
WAYS: dict[str, Rule] = {
    "whole name": (lambda _: True, as_it_is, _alone),
    "beginning": (lambda name: len(clean(name)) >= 5, begun, _begin_so),
    "inner words": (of_words(4), inner, _say_so),
    "typo": (in_latin(6), typo, _alone),
    "word order": (of_words(3), shuffled, _alone),
    "half typed": (in_hangul(3), half_typed, _could_become),
    "wrong vowel": (in_hangul(3), wrong_vowel, _alone),
    "initial consonants": (in_hangul(4), first_consonants, _sound_so),
    "romanised": (in_hangul(3), strict, _read_so),
    "romanised loosely": (in_hangul(3), loose, _alone),
    "glued": (of_words(2), glued, _alone),
    "two syllables": (lambda name: len(name) == 2 and all(map(is_syllable, name)), as_it_is, _begin_so),
    "other keyboard": (in_hangul(2), other_keyboard, _alone),
}


def _artists(catalogue: Catalogue, track: Track) -> list[str]:
    return [name for credit in track.credits for name in catalogue.artists[credit.artist].name.all]


def _drama(catalogue: Catalogue, track: Track) -> list[str]:
    return list(catalogue.dramas[track.drama].title.all)


def _year(catalogue: Catalogue, track: Track) -> list[str]:
    day = track.release.released or catalogue.dramas[track.drama].first_air
    return [str(day.year)] if day else []


BESIDE: dict[str, Callable[[Catalogue, Track], list[str]]] = {
    "artist and title": _artists,
    "drama and title": _drama,
    "title and year": _year,
}
