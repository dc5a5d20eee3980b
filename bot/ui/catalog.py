"""Cards of the catalogue: a track, a drama with its parts, an artist."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from bot.ui.card import Card, card
from bot.ui.safe import safe
from core.catalog.model import Artist, Catalogue, Drama, Facet, Names, Track
from core.charts.desk import Standing
from core.charts.telling import words


def track_card(track: Track, catalogue: Catalogue, standings: Sequence[Standing] = ()) -> Card:
    """A track: names in two scripts, drama, part, credits, tags, where it stands on the charts, who says so."""
    drama = catalogue.dramas[track.drama]
    facts = [
        f"**Drama** {safe(drama.title.both)}",
        f"**Artist** {_artists(track, catalogue)}",
        f"**Release** {track.release} · {_date(track.release.released, 'date unknown')}",
    ]
    facts += [f"**{facet.value.capitalize()}** {tags}" for facet, tags in _tags(track, catalogue)]
    return card(
        f"## {_title(track.title)}{_doubt(verified=track.verified)}",
        "\n".join(facts),
        "\n".join(_standing(each) for each in standings) or "-# Not on any chart I hold.",
        f"-# {_sources(track.sources)}",
    )


def drama_card(drama: Drama, catalogue: Catalogue) -> Card:
    """A drama: when and where it ran, and its soundtrack in the order of its parts."""
    aired = words.day(drama.first_air) if drama.first_air else "first air date unknown"
    facts = [aired, drama.network or "network unknown"]
    if drama.episodes:
        facts.append(f"{drama.episodes} episodes")
    tracks = catalogue.tracks_of(drama.key)
    parts = [
        f"**{release}** · {_date(release.released, 'date unknown')}\n"
        + "\n".join(f"· {_title(track.title)} – {_artists(track, catalogue)}" for track in group)
        for release, group in groupby(tracks, key=lambda track: track.release)
    ]
    return card(
        f"## {_title(drama.title)}{_doubt(verified=drama.verified)}",
        " · ".join(facts),
        "\n".join(parts),
        f"-# {len(tracks)} {'track' if len(tracks) == 1 else 'tracks'} known · {_sources(drama.sources)}",
    )


def artist_card(artist: Artist, catalogue: Catalogue) -> Card:
    """An artist: every OST of theirs, by drama."""
    mine = [track for track in catalogue.tracks.values() if artist.key in {credit.artist for credit in track.credits}]
    mine.sort(key=lambda track: (track.release.released or date.max, str(track.title)))
    lines = [
        f"· {_title(track.title)} – {safe(str(catalogue.dramas[track.drama].title))}, {track.release}" for track in mine
    ]
    return card(f"## {safe(artist.name.both)}", "\n".join(lines) or "No OST of theirs is known here.")


def _title(names: Names) -> str:
    return safe(names.both)


def _artists(track: Track, catalogue: Catalogue) -> str:
    names = [safe(catalogue.artists[credit.artist].name.both) for credit in track.credits]
    return ", ".join(names) or "unknown"


def _date(value: date | None, unknown: str) -> str:
    return words.day(value) if value else unknown


def _doubt(*, verified: bool) -> str:
    return "" if verified else " · unverified"


def _sources(sources: Sequence[str]) -> str:
    if not sources:
        return "source unknown"
    agree = f"{len(sources)} sources agree" if len(sources) > 1 else "one source"
    return f"{agree}: {', '.join(sources)}"


def _tags(track: Track, catalogue: Catalogue) -> list[tuple[Facet, str]]:
    tags = sorted((catalogue.tags[key] for key in track.tags if key in catalogue.tags), key=lambda tag: tag.facet)
    return [
        (facet, ", ".join(safe(tag.en) for tag in group)) for facet, group in groupby(tags, key=lambda tag: tag.facet)
    ]


def _standing(standing: Standing) -> str:
    figures = standing.figures
    return (
        f"**#{figures.entry.rank}** {words.movement(figures)} {safe(standing.title)} ({words.day(standing.end)})"
        f" · {words.numbers(figures)}"
    )
