"""How well and how fast the search answers: ``python -m bench.search [--tracks 100000 | --tracks 1000000]``.

Recall at 1 and at 10 by way of typing, over the labelled questions of :mod:`bench.search_questions`; milliseconds of
processor time a search; seconds to build the index and the memory it takes. With ``--tracks`` the catalogue is one of
that size made up by rule (:mod:`bench.search_scale`), and so are all questions; a million takes some minutes.
"""

import argparse
import gc
import resource
import statistics
import time
from pathlib import Path

from bench.search_questions import Question, by_hand, by_rule
from bench.search_scale import made_up
from core.catalog.model import Catalogue
from core.catalog.search import Index
from seeds import load


def measure(catalogue: Catalogue, questions: list[Question], *, rounds: int = 3) -> dict[str, object]:
    """Recall by way of typing, milliseconds (p50, p99, the best of *rounds* a question), seconds and MiB to build."""
    gc.collect()
    before, began = _resident(), time.process_time()
    index = Index(catalogue)
    built = time.process_time() - began
    gc.collect()
    held = _resident() - before
    recall: dict[str, list[tuple[bool, bool]]] = {}
    times = []
    for question in questions:
        took = []
        for _ in range(rounds):
            index._asked.cache_clear()  # what a question costs that nobody has just asked
            began = time.process_time()
            hits = index.search(question.text)
            took.append((time.process_time() - began) * 1000)
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
        "index MiB": round(held / 2**20, 1),
        "most MiB while building": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10, 1),
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


def _shares(found: list[tuple[bool, bool]]) -> dict[str, float]:
    first, ten = zip(*found, strict=True)
    return {"asked": len(found), "@1": round(sum(first) / len(found), 3), "@10": round(sum(ten) / len(found), 3)}


def _resident() -> int:
    """Bytes of memory that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


def main() -> None:
    """Measure, print a line for each way of typing, and with ``--misses`` list what was not found."""
    options = argparse.ArgumentParser(description="Recall, speed and memory of the catalogue's search.")
    options.add_argument("--tracks", type=int, default=0, help="a made-up catalogue of so many songs; else the shipped")
    options.add_argument("--each", type=int, default=40, help="questions by rule in each way of typing")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--misses", type=int, metavar="N", help="list the questions not answered among the first N")
    chosen = options.parse_args()
    catalogue = made_up(chosen.tracks, seed=chosen.seed) if chosen.tracks else load().catalogue
    questions = by_rule(catalogue, each=chosen.each, seed=chosen.seed)
    if not chosen.tracks:
        questions += by_hand()
    figures = measure(catalogue, questions)
    recall = figures.pop("recall")
    assert isinstance(recall, dict)
    for way, shares in recall.items():
        print(f"{way:28} {shares['asked']:4} asked, @1 {shares['@1']:.3f}, @10 {shares['@10']:.3f}")
    for what, figure in figures.items():
        print(f"{what}: {figure}")
    if chosen.misses:
        print("\n".join(misses(catalogue, questions, chosen.misses)))


if __name__ == "__main__":
    main()
