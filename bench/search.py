"""How well and how fast the search answers: ``python -m bench.search [--tracks 100000]``.

Recall at 1 and at 10 by way of typing, over the labelled questions of :mod:`bench.search_questions`; milliseconds a
search; memory of the index. With ``--tracks`` the shipped catalogue is hidden among made-up songs.
"""

import argparse
import gc
import json
import random
import statistics
import time
from dataclasses import replace
from pathlib import Path

from bench.search_questions import Question, by_hand, by_rule
from core.catalog.model import Artist, Catalogue, Credit, Drama, Names, Track
from core.catalog.search import Index, Kind
from core.values import ArtistKey, DramaKey, TrackKey
from seeds import load


def measure(catalogue: Catalogue, questions: list[Question], *, rounds: int = 3) -> dict[str, object]:
    """Recall by way of typing, milliseconds (p50, p99, the best of *rounds* a question), seconds and MiB to build."""
    gc.collect()
    before, began = _resident(), time.perf_counter()
    index = Index(catalogue)
    built = time.perf_counter() - began
    gc.collect()
    size = _resident() - before
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
        "MiB": round(size, 1),
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

    dramas = {DramaKey(f"drama-{at}"): made_up(at) for at in range(tracks // 15)}
    artists = {ArtistKey(f"artist-{at}"): made_up(at) for at in range(tracks // 10)}
    singers = list(artists)
    songs = {
        (drama := chance.choice(list(dramas)[:50] if at % 50 == 0 else keys), at): made_up(at)
        for keys in [list(dramas)]
        for at in range(tracks - len(catalogue.tracks))
    }
    return replace(
        catalogue,
        dramas=catalogue.dramas | {key: Drama(key, title) for key, title in dramas.items()},
        artists=catalogue.artists | {key: Artist(key, name) for key, name in artists.items()},
        tracks=catalogue.tracks
        | {
            TrackKey(f"{drama}/{at}"): Track(TrackKey(f"{drama}/{at}"), drama, title, (Credit(chance.choice(singers)),))
            for (drama, at), title in songs.items()
        },
    )


def _shares(found: list[tuple[bool, bool]]) -> dict[str, float]:
    first, ten = zip(*found, strict=True)
    return {"asked": len(found), "@1": round(sum(first) / len(found), 3), "@10": round(sum(ten) / len(found), 3)}


def _resident() -> float:
    """MiB of memory this process holds (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 2**20


def main() -> None:
    """Measure, print, and with ``--misses`` list what was not found."""
    options = argparse.ArgumentParser(description="Recall, speed and memory of the catalogue's search.")
    options.add_argument("--tracks", type=int, default=0, help="hide the catalogue among made-up songs, so many in all")
    options.add_argument("--each", type=int, default=40, help="questions by rule in each way of typing")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--misses", type=int, metavar="N", help="list the questions not answered among the first N")
    chosen = options.parse_args()
    shipped = load().catalogue
    questions = [*by_rule(shipped, each=chosen.each, seed=chosen.seed), *by_hand()]
    catalogue = hidden(shipped, chosen.tracks, seed=chosen.seed) if chosen.tracks > len(shipped.tracks) else shipped
    if chosen.misses:
        print("\n".join(misses(catalogue, questions, chosen.misses)))
    print(json.dumps(measure(catalogue, questions), indent=1))


if __name__ == "__main__":
    main()
