"""Discovery by tags: which tracks carry all that was chosen, how many would after the next choice, what to drop."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from core.catalog.finding.hangul import has_hangul, initials, is_consonant
from core.catalog.model import Catalogue, Facet, Tag, Track
from core.errors import NotFound
from core.text import fold


@dataclass(frozen=True, slots=True)
class Drop:
    """What to leave out of a choice that nothing matches, and how many tracks then match."""

    tags: tuple[Tag, ...]
    leaves: int


@dataclass(frozen=True, slots=True)
class Found:
    """The tracks that carry all of *chosen*; where there are none, what to *drop*, the best way first."""

    chosen: tuple[Tag, ...]
    tracks: tuple[Track, ...]
    drops: tuple[Drop, ...] = ()


@dataclass(frozen=True, slots=True)
class Shares:
    """How many tracks carry each tag of a facet; *carrying* of *all_tracks* carry any: of the others nobody says.

    A track with two tags counts for both, so that the shares may come to more than one.
    """

    facet: Facet
    counts: tuple[tuple[Tag, int], ...]
    carrying: int
    all_tracks: int

    def share(self, count: int) -> Fraction:
        """*count* as a part of the tracks that carry any tag of the facet."""
        return Fraction(count, self.carrying)


def discover(catalogue: Catalogue, chosen: Iterable[str]) -> Found:
    """The tracks carrying every tag of *chosen*, by title; without a choice, all that carry any tag.

    Where nothing matches, *drops* are the smallest sets of tags without which something does.
    """
    tags = tuple(catalogue.tags[key] for key in dict.fromkeys(chosen))
    tracks = _matching(catalogue, tags)
    return Found(tags, tuple(tracks), () if tracks else tuple(_drops(catalogue, tags)))


def counted(catalogue: Catalogue, facet: Facet, chosen: Collection[str] = ()) -> list[tuple[Tag, int]]:
    """Every tag of *facet* with the number of tracks that carry it and all of *chosen*, most first."""
    others = [catalogue.tags[key] for key in chosen]
    carried = Counter(key for track in _matching(catalogue, others) for key in set(track.tags))
    tags = [(tag, carried[tag.key]) for tag in catalogue.tags.values() if tag.facet is facet]
    return sorted(tags, key=lambda pair: (-pair[1], pair[0].en))


def suggested_tags(
    catalogue: Catalogue, facet: Facet, typed: str, chosen: Collection[str] = ()
) -> list[tuple[Tag, int]]:
    """The tags of *facet* that *typed* may mean, with their counts; those that match nothing only when typed for."""
    found = [(tag, count) for tag, count in counted(catalogue, facet, chosen) if _nearness(tag, typed) is not None]
    if not fold(typed):
        return [(tag, count) for tag, count in found if count] or found
    return sorted(found, key=lambda pair: (_nearness(pair[0], typed), not pair[1]))


def tag_of(catalogue: Catalogue, facet: Facet, text: str) -> Tag:
    """The tag of *facet* that *text* names: its key, a name of it, or the only one it can mean.

    Raises:
        NotFound: it names none, or several; the text names those it may mean.
    """
    near = [(nearness, tag) for tag, _ in counted(catalogue, facet) if (nearness := _nearness(tag, text)) is not None]
    exact = [tag for nearness, tag in near if nearness == 0]
    if len(exact) == 1 or (not exact and len(near) == 1):
        return exact[0] if exact else near[0][1]
    offered = [tag for _, tag in near] or [tag for tag, _ in counted(catalogue, facet)]
    names = ", ".join(_label(tag) for tag in offered[:8])
    raise NotFound(
        f"“{text[:40]}” is not one {facet} I know: choose one while you type, for example {names}.",
        f"아는 태그가 아니거나 여러 가지로 읽힙니다(“{text[:40]}”). 입력할 때 나오는 목록에서 골라 주세요. 예: {names}",
    )


def shares(catalogue: Catalogue, facet: Facet) -> Shares:
    """How the tracks of *catalogue* spread over the tags of *facet*, as far as anybody says."""
    mine = {tag.key for tag in catalogue.tags.values() if tag.facet is facet}
    carrying = sum(not mine.isdisjoint(track.tags) for track in catalogue.tracks.values())
    counts = tuple((tag, count) for tag, count in counted(catalogue, facet) if count)
    return Shares(facet, counts, carrying, len(catalogue.tracks))


def tags_of(track: Track, catalogue: Catalogue) -> list[tuple[Facet, list[Tag]]]:
    """The track's tags, facet by facet."""
    tags = [catalogue.tags[key] for key in track.tags if key in catalogue.tags]
    grouped = [(facet, [tag for tag in tags if tag.facet is facet]) for facet in Facet]
    return [(facet, group) for facet, group in grouped if group]


def _matching(catalogue: Catalogue, tags: Sequence[Tag]) -> list[Track]:
    wanted = {tag.key for tag in tags}
    found = [track for track in catalogue.tracks.values() if track.tags and wanted.issubset(track.tags)]
    return sorted(found, key=lambda track: (str(track.title), track.key))


def _drops(catalogue: Catalogue, tags: Sequence[Tag]) -> list[Drop]:
    for size in range(1, len(tags)):
        ways = [
            Drop(left_out, leaves)
            for left_out in combinations(tags, size)
            if (leaves := len(_matching(catalogue, [tag for tag in tags if tag not in left_out])))
        ]
        if ways:
            return sorted(ways, key=lambda drop: -drop.leaves)
    return []


def _nearness(tag: Tag, typed: str) -> int | None:
    """How *typed* may mean *tag*: 0 its very name, 1 the beginning of one, 2 a part of one; ``None`` not at all."""
    wanted = fold(typed)
    names = [fold(name) for name in (tag.key, tag.en, tag.ko, *tag.also) if name]
    if wanted in names:
        return 0
    consonants = wanted.replace(" ", "")
    if consonants and all(map(is_consonant, consonants)):
        names = [initials(name) for name in names if has_hangul(name)]
        wanted = initials(consonants)
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(wanted in name for name in names) else None


def _label(tag: Tag) -> str:
    return f"{tag.en} ({tag.ko})" if tag.ko else tag.en
