"""A catalogue as seed files: the same files that are read, one order and one spelling whatever the catalogue's origin.

Reading what was written gives the same catalogue again, and writing that gives the same bytes.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import tomli_w

from core.catalog.model import Artist, Catalogue, Drama, Facet, Names, Question, Release, ReleaseKind, Tag, Track
from core.errors import BadInput
from seeds.shapes import CREDITS

Value = str | int | bool | date | list[str]
Table = dict[str, Value | None]

_KINDS = list(ReleaseKind)
_ARTISTS = (
    "# One line an artist: the key that the drama files use, the name in Latin letters and in Hangul, other spellings."
)
_TAGS = (
    "# The words to discover by: one table a facet, one line a tag. A track carries a tag only where a source says so."
)
_FAQ = "# The questions of the two articles, answered in our own words. What is a judgement is marked as the article's."


def write(catalogue: Catalogue, sources: Mapping[str, str], folder: Path) -> None:
    """Write *catalogue* into *folder*, which is made when it is missing. What each source id means is in *sources*.

    Raises:
        BadInput: the folder holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BadInput(f"{folder} is not empty; name a new folder for the catalogue.")
    for name, text in texts(catalogue, sources).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def texts(catalogue: Catalogue, sources: Mapping[str, str]) -> dict[str, str]:
    """The seed files of *catalogue*, name to text. What nobody explains in *sources* stands for itself."""
    ids = {what: key for key, what in sources.items()}
    questions = [(question, ids.get(question.source, question.source)) for question in catalogue.questions.values()]
    named = {source for _, source in questions}
    for drama in catalogue.dramas.values():
        named.update(drama.sources, *(track.sources for track in catalogue.tracks_of(drama.key)))
    return {
        "SOURCES.md": _sources({source: sources.get(source, source) for source in sorted(named | set(sources))}),
        "artists.toml": _page(_ARTISTS, [[_line(key, _artist(one)) for key, one in sorted(catalogue.artists.items())]]),
        "tags.toml": _page(_TAGS, (_facet(facet, catalogue.tags.values()) for facet in Facet)),
        "faq.toml": _page(_FAQ, (_question(*each) for each in sorted(questions, key=lambda each: each[0].key))),
        **{
            f"dramas/{key}.toml": _drama(drama, catalogue.tracks_of(key))
            for key, drama in sorted(catalogue.dramas.items())
        },
    }


def _sources(sources: Mapping[str, str]) -> str:
    rows = (f"| `{key}` | {what} |" for key, what in sources.items())
    return "\n".join(("# Where the data comes from", "", "| id | what it is |", "|---|---|", *rows, ""))


def _artist(artist: Artist) -> Table:
    return {
        "en": artist.name.en,
        "ko": artist.name.ko,
        "also": list(artist.name.also),
        "kind": _unless_unknown(artist.kind),
        "group": artist.group,
    }


def _facet(facet: Facet, tags: Iterable[Tag]) -> list[str]:
    mine = sorted((tag for tag in tags if tag.facet is facet), key=lambda tag: tag.key)
    lines = [
        _line(tag.key, {"en": tag.en, "ko": tag.ko, "meaning": tag.meaning, "meaning_ko": tag.meaning_ko})
        for tag in mine
    ]
    return [f"[{facet}]", *lines] if mine else []


def _question(question: Question, source: str) -> list[str]:
    table: Table = {
        "topic": question.topic or None,
        "topic_ko": question.topic_ko or None,
        "question": question.question,
        "question_ko": question.question_ko or None,
        "answer": question.answer,
        "answer_ko": question.answer_ko or None,
        "source": source,
        "as_of": question.as_of,
    }
    return [f"[{_key(question.key)}]", *_lines(table)]


def _drama(drama: Drama, tracks: Iterable[Track]) -> str:
    head: Table = {
        **_titles(drama.title),
        "first_air": drama.first_air,
        "finale": drama.finale,
        "network": drama.network,
        "episodes": drama.episodes,
        "verified": None if drama.verified else False,
        "sources": list(drama.sources),
    }
    releases: dict[Release, list[Track]] = {}
    for track in sorted(tracks, key=lambda track: (_place(track.release), track.key)):
        releases.setdefault(track.release, []).append(track)
    blocks = [_lines(head)]
    for release, mine in releases.items():
        blocks.append(["[[release]]", *_lines(_release(release))])
        blocks += (["[[release.track]]", *_lines(_track(track))] for track in mine)
    return _page(None, blocks)


def _place(release: Release) -> tuple[int, int, date, int]:
    return (_KINDS.index(release.kind), release.part or 0, release.released or date.max, release.hour or 0)


def _release(release: Release) -> Table:
    return {
        "kind": release.kind,
        "part": release.part,
        "released": release.released,
        "hour": release.hour,
    }


def _track(track: Track) -> Table:
    people = {
        name: [str(credit.artist) for credit in track.credits if credit.role is role] for role, name in CREDITS.items()
    }
    return {
        "key": track.key.removeprefix(f"{track.drama}/"),
        **_titles(track.title),
        "kind": _unless_unknown(track.kind),
        **people,
        "duration": track.duration,
        "tags": list(track.tags),
        "links": list(track.links),
        "sources": list(track.sources),
    }


def _titles(names: Names) -> Table:
    return {"title_en": names.en, "title_ko": names.ko, "also": list(names.also)}


def _unless_unknown(kind: str) -> str | None:
    return None if kind == "unknown" else kind


def _page(head: str | None, blocks: Iterable[list[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in ([head] if head else [], *blocks) if block) + "\n"


def _line(key: str, table: Table) -> str:
    return f"{_key(key)} = {{ {', '.join(_lines(table))} }}"


def _lines(table: Table) -> list[str]:
    """One line a key; what is unknown or empty is left out."""
    return [f"{_key(key)} = {_value(value)}" for key, value in table.items() if value is not None and value != []]


def _key(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _value(value: Value) -> str:
    """Unlike tomli-w alone, a list stays on its line."""
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return tomli_w.dumps({"v": str(value) if isinstance(value, str) else value}).removeprefix("v = ").removesuffix("\n")
