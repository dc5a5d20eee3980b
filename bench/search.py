"""How well and how fast the search answers: ``python -m bench.search [--tracks 100000]``.

Recall at 1 and at 10 by way of typing, over the labelled questions of :mod:`bench.search_questions`; milliseconds a
search; memory of the index. With ``--tracks`` the shipped catalogue is hidden among made-up songs.
"""

import argparse
import json
import random
import statistics
import time
import tracemalloc
from dataclasses import replace

from bench.search_questions import Question, by_hand, by_rule
from core.catalog.model import Artist, Catalogue, Credit, Drama, Names, Track
from core.catalog.search import Index
from core.values import ArtistKey, DramaKey, TrackKey
from seeds import load


def measure(catalogue: Catalogue, questions: list[Question], *, rounds: int = 3) -> dict[str, object]:
    """Recall by way of typing, milliseconds (p50, p99, the best of *rounds* a question), seconds to build."""
    began = time.perf_counter()
    index = Index(catalogue)
    built = time.perf_counter() - began
    recall: dict[str, list[tuple[bool, bool]]] = {}
    times = []
    for question in questions:
        took = []
        for _ in range(rounds):
            began = time.perf_counter()
            hits = index.search(question.text)
            took.append((time.perf_counter() - began) * 1000)
        times.append(min(took))
        found = [(hit.kind, hit.key) in question.wanted for hit in hits[:10]]
        recall.setdefault(question.way, []).append((any(found[:1]), any(found)))
    return {
        "tracks": len(catalogue.tracks),
        "questions": len(questions),
        "recall": {way: _shares(found) for way, found in recall.items()},
        "recall, all": _shares([one for found in recall.values() for one in found]),
        "p50 ms": round(statistics.median(times), 2),
        "p99 ms": round(statistics.quantiles(times, n=100)[98], 2),
        "build s": round(built, 2),
    }


def misses(catalogue: Catalogue, questions: list[Question], depth: int) -> list[str]:
    """The questions whose answer is not among the first *depth*, with what stands there instead."""
    index = Index(catalogue)
    lines = []
    for question in questions:
        hits = [(hit.kind, hit.key) for hit in index.search(question.text)]
        if not question.wanted & set(hits[:depth]):
            wanted = ", ".join(sorted(key for _, key in question.wanted))
            lines.append(f"{question.way}: {question.text!r} wants {wanted}; found {[key for _, key in hits[:3]]}")
    return lines


def hidden(catalogue: Catalogue, tracks: int, *, seed: int) -> Catalogue:
    """*catalogue* among made-up songs, dramas and artists of the same words, *tracks* songs in all."""
    chance = random.Random(seed)
    titles = [name for track in catalogue.tracks.values() for name in track.title.all]
    vocabulary = sorted({word for title in titles for word in title.split()})
    syllables = sorted({character for title in titles for character in title if "가" <= character <= "힣"})

    def made_up(at: int) -> Names:
        word = "".join(chance.choices(syllables, k=chance.randint(2, 4)))
        words = [*chance.choices(vocabulary, k=chance.randint(1, 3)), word]
        chance.shuffle(words)
        return Names(ko=" ".join(words), en=" ".join(chance.choices(vocabulary, k=3)) if at % 3 == 0 else None)

    dramas = {drama.key: drama for at in range(tracks // 15) for drama in [Drama(DramaKey(f"drama-{at}"), made_up(at))]}
    artists = {one.key: one for at in range(tracks // 10) for one in [Artist(ArtistKey(f"artist-{at}"), made_up(at))]}
    of, by = list(dramas), list(artists)
    songs = {}
    for at in range(tracks - len(catalogue.tracks)):
        song = Track(TrackKey(f"song-{at}"), chance.choice(of), made_up(at), (Credit(chance.choice(by)),))
        songs[song.key] = song
    return replace(
        catalogue,
        dramas=catalogue.dramas | dramas,
        artists=catalogue.artists | artists,
        tracks=catalogue.tracks | songs,
    )


def _shares(found: list[tuple[bool, bool]]) -> dict[str, float]:
    first, ten = zip(*found, strict=True)
    return {"asked": len(found), "@1": round(sum(first) / len(found), 3), "@10": round(sum(ten) / len(found), 3)}


def mebibytes(catalogue: Catalogue) -> float:
    """What an index of *catalogue* takes; traced, so that building it takes several times as long."""
    tracemalloc.start()
    index = Index(catalogue)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del index
    return used / 2**20


def main() -> None:
    """Measure, print, and with ``--misses`` list what was not found."""
    options = argparse.ArgumentParser(description="Recall, speed and memory of the catalogue's search.")
    options.add_argument("--tracks", type=int, default=0, help="hide the catalogue among made-up songs, so many in all")
    options.add_argument("--each", type=int, default=40, help="questions by rule in each way of typing")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--memory", action="store_true", help="also trace the memory of the index")
    options.add_argument("--misses", type=int, metavar="N", help="list the questions not answered among the first N")
    chosen = options.parse_args()
    shipped = load().catalogue
    questions = [*by_rule(shipped, each=chosen.each, seed=chosen.seed), *by_hand()]
    catalogue = hidden(shipped, chosen.tracks, seed=chosen.seed) if chosen.tracks > len(shipped.tracks) else shipped
    if chosen.misses:
        print("\n".join(misses(catalogue, questions, chosen.misses)))
    figures = measure(catalogue, questions)
    if chosen.memory:
        figures["MiB"] = round(mebibytes(catalogue), 1)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
