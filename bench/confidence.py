"""How well the search knows what it does not know.

Two mistakes are counted: a right answer that is refused (of the labelled questions of :mod:`bench.search_questions`
whose best match is right), and an answer to what the catalogue does not have (of the queries of ``search_unknown.csv``:
dramas, singers and songs that are not in it, words, and no words, in every script).
"""

import csv
from collections import Counter
from pathlib import Path

from bench.search_questions import Question
from core.catalog.model import Catalogue
from core.catalog.view import View

UNKNOWN = Path(__file__).with_name("search_unknown.csv")


def unknown(path: Path = UNKNOWN) -> list[tuple[str, str]]:
    """What the catalogue does not have: query and way of each."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [(row["query"], row["way"]) for row in csv.DictReader(lines)]


def measure(catalogue: Catalogue, questions: list[Question]) -> dict[str, object]:
    """The shares of both mistakes; the false answers also by way, as false of asked."""
    view, asked = View(catalogue), unknown()
    right = [question for question in questions if _is_right(view, question)]
    refused, answered = lost(view, right), false(view)
    of_way = Counter(way for _, way in asked)
    false_of = Counter(way for _, way in answered)
    return {
        "right answers": len(right),
        "lost of them": len(refused),
        "lost": round(len(refused) / len(right), 4),
        "unknown asked": len(asked),
        "answered falsely": len(answered),
        "false": round(len(answered) / len(asked), 4),
        "false by way": {way: f"{false_of[way]} of {number}" for way, number in of_way.items()},
    }


def lost(view: View, questions: list[Question]) -> list[Question]:
    """Those of *questions* whose right answer comes first and is refused."""
    return [one for one in questions if _is_right(view, one) and not _sure(view, one.text)]


def false(view: View) -> list[tuple[str, str]]:
    """What is unknown and answered nevertheless."""
    return [(query, way) for query, way in unknown() if _sure(view, query)]


def _is_right(view: View, question: Question) -> bool:
    return any((hit.kind, hit.key) in question.wanted for hit in view.search(question.text, limit=1))


def _sure(view: View, query: str) -> bool:
    return any(view.sure(query, hit) for hit in view.search(query, limit=1))
