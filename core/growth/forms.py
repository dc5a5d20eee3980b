"""What a manager types about a drama or a track, read into the thing as it will be. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from urllib.parse import urlsplit

from core.catalog.finding.hangul import has_hangul
from core.catalog.model import Artist, Credit, CreditRole, Drama, Names, Release, ReleaseKind, Track, TrackKind
from core.catalog.own import own_key
from core.catalog.view import View
from core.errors import BadInput, NotAllowed
from core.growth.model import SOURCE, Step
from core.text import clean, fold
from core.values import SHARED, ArtistKey, DramaKey, GuildId, TrackKey

LONGEST_NAME = 100
"""Characters of a title or a name."""

MOST_NAMES = 10
"""Other spellings, links or singers of one thing."""

CLEAR = "-"
"""Typed into an option, it takes away what is there."""

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
"""Between these a drama's soundtrack can have come out."""

_LINK = re.compile(r"https://[A-Za-z0-9.-]+(/[^\s<>]*)?")


@dataclass(frozen=True, slots=True)
class DramaForm:
    """What was typed about a drama; what is ``None`` stays as it is."""

    title: str | None = None
    korean: str | None = None
    also: str | None = None
    first_air: str | None = None
    finale: str | None = None
    network: str | None = None
    episodes: int | None = None


@dataclass(frozen=True, slots=True)
class TrackForm:
    """What was typed about a track; what is ``None`` stays as it is. *artists* and *also* are joined by commas."""

    title: str | None = None
    korean: str | None = None
    also: str | None = None
    artists: str | None = None
    part: int | None = None
    released: str | None = None
    duration: str | None = None
    link: str | None = None
    kind: TrackKind | None = None


def drama_step(view: View, guild: GuildId, form: DramaForm, before: Drama | None = None) -> list[Step]:
    """*before* (or a new drama) as *form* says.

    Raises:
        BadInput: something cannot be read, or nothing would change.
        NotAllowed: the drama is shared by all servers.
    """
    refuse_shared(before)
    title = _names(form.title, form.korean, form.also, before.title if before else None, "drama")
    drama = before or Drama(DramaKey(own_key(title.en or str(title), guild, view.catalogue.dramas)), title, guild=guild)
    first, last = _day(form.first_air, drama.first_air), _day(form.finale, drama.finale)
    if first and last and last < first:
        raise BadInput(f"The finale ({last}) is before the first episode ({first}): correct one of them.")
    after = replace(
        drama,
        title=title,
        first_air=first,
        finale=last,
        network=_line(form.network, drama.network),
        episodes=form.episodes or drama.episodes,
        sources=(SOURCE,),
    )
    return _changed([Step(before, after)])


def track_steps(
    view: View, guild: GuildId, form: TrackForm, drama: Drama | None = None, before: Track | None = None
) -> list[Step]:
    """*before*, or a new track of *drama*, as *form* says; singers whom nobody knows yet are added with it.

    Raises:
        BadInput: something cannot be read, it is in the catalogue already, or nothing would change.
        NotAllowed: the track is shared by all servers.
    """
    refuse_shared(before)
    home = view.catalogue.dramas[before.drama] if before else drama
    if home is None:
        raise BadInput("A new track needs its drama: pick it in the option drama while you type.")
    if drama is not None and drama.key != home.key:
        raise BadInput("A track cannot move to another drama: remove it there and add it here.")
    title = _names(form.title, form.korean, form.also, before.title if before else None, "track")
    artists, new = _artists(view, guild, form.artists)
    track = before or Track(
        TrackKey(own_key(title.en or str(title), guild, view.catalogue.tracks, home.key)), home.key, title
    )
    after = replace(
        track,
        title=title,
        credits=track.credits if artists is None else _credited(artists, track),
        release=_release(form, track.release),
        verified=home.verified,
        sources=(SOURCE,),
        kind=form.kind or track.kind,
        duration=_length(form.duration, track.duration),
        links=_links(form.link, track.links),
        guild=guild,
    )
    _refuse_twice(view, after)
    return _changed([*(Step(None, artist) for artist in new), Step(before, after)])


def refuse_shared(thing: Drama | Artist | Track | None) -> None:
    """What all servers share is not one server's to change.

    Raises:
        NotAllowed: *thing* is shared.
    """
    if thing is not None and thing.guild == SHARED:
        raise NotAllowed(
            "That is shared by all servers, so only the host of the bot changes it: "
            "give it another name here with /data nickname, or add what is missing as your own."
        )


def titles(*texts: str | None) -> Names | None:
    """The first text in Latin letters, the first in Hangul, and the others; ``None`` where there is none."""
    found = list(dict.fromkeys(cleaned for text in texts if text and (cleaned := name(text))))
    en = next((each for each in found if not has_hangul(each)), None)
    ko = next((each for each in found if has_hangul(each)), None)
    return Names(en, ko, tuple(each for each in found if each not in (en, ko))) if found else None


def name(text: str) -> str:
    """One name, cleaned.

    Raises:
        BadInput: it is too long.
    """
    cleaned = clean(text)
    if len(cleaned) > LONGEST_NAME:
        raise BadInput(f"“{cleaned[:40]}…” is too long: a name has at most {LONGEST_NAME} characters.")
    return cleaned


def same(one: str, other: str) -> bool:
    """Whether two names are the same but for case, blanks and signs."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", fold(text)) or fold(text)


def _names(title: str | None, korean: str | None, also: str | None, before: Names | None, what: str) -> Names:
    more = before.also if before else ()
    if also is not None:
        more = () if also.strip() == CLEAR else tuple(_listed(also))
    typed = titles(title, korean)
    if typed is None and before is None:
        raise BadInput(f"A new {what} needs its title: type it in the option title, in English or Korean.")
    en = (typed.en if typed else None) or (before.en if before else None)
    ko = (typed.ko if typed else None) or (before.ko if before else None)
    others = (*(typed.also if typed else ()), *more)
    return Names(en, ko, tuple(each for each in dict.fromkeys(others) if each not in (en, ko))[:MOST_NAMES])


def _listed(text: str) -> list[str]:
    found = list(dict.fromkeys(filter(None, (name(each) for each in text.split(",")))))
    if len(found) > MOST_NAMES:
        raise BadInput(f"These are {len(found)} names; at most {MOST_NAMES} fit, joined by commas.")
    return found


def _artists(view: View, guild: GuildId, typed: str | None) -> tuple[list[Artist] | None, list[Artist]]:
    """The artists who were typed, and those of them who are new; ``None`` when nobody typed any."""
    if typed is None:
        return None, []
    if typed.strip() == CLEAR:
        return [], []
    known = view.catalogue.artists.values()
    whole = next((each for each in known if any(same(typed, other) for other in each.name.all)), None)
    if whole is not None:  # some names hold a comma
        return [whole], []
    found: list[Artist] = []
    new: list[Artist] = []
    for text in _listed(typed):
        artist = next((each for each in chain(known, new) if any(same(text, other) for other in each.name.all)), None)
        if artist is None:
            names = titles(text)
            assert names is not None
            taken = [*view.catalogue.artists, *(each.key for each in new)]
            artist = Artist(ArtistKey(own_key(text, guild, taken)), names, guild=guild)
            new.append(artist)
        found.append(artist)
    return list(dict.fromkeys(found)), new


def _credited(artists: Iterable[Artist], track: Track) -> tuple[Credit, ...]:
    others = (credit for credit in track.credits if credit.role is not CreditRole.MAIN)
    return (*(Credit(artist.key) for artist in artists), *others)


def _release(form: TrackForm, before: Release) -> Release:
    day = _day(form.released, before.released)
    if form.part is None:
        return replace(before, released=day, hour=before.hour if day else None)
    return Release(ReleaseKind.PART, form.part, day, before.hour if day else None)


def _day(typed: str | None, before: date | None) -> date | None:
    if typed is None:
        return before
    if typed.strip() == CLEAR:
        return None
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError as error:
        raise BadInput(f"“{clean(typed)[:40]}” is no date: write it like 2024-07-25.") from error
    if not EARLIEST <= day < LATEST:
        raise BadInput(f"{day} is not between {EARLIEST} and {LATEST}: correct the year.")
    return day


def _length(typed: str | None, before: int | None) -> int | None:
    if typed is None:
        return before
    if typed.strip() == CLEAR:
        return None
    length = re.fullmatch(r"(\d{1,2}):([0-5]\d)", typed.strip())
    if length is None or not 0 < int(length[1]) * 60 + int(length[2]) <= 3600:
        raise BadInput(f"“{clean(typed)[:40]}” is no length: write minutes and seconds like 3:45, at most 60:00.")
    return int(length[1]) * 60 + int(length[2])


def _links(typed: str | None, before: tuple[str, ...]) -> tuple[str, ...]:
    if typed is None:
        return before
    if typed.strip() == CLEAR:
        return ()
    return (*before, link(typed))[-MOST_NAMES:] if link(typed) not in before else before


def link(typed: str) -> str:
    """An address that a button can open.

    Raises:
        BadInput: it is none.
    """
    address = clean(typed)
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    if not _LINK.fullmatch(address) or not host or "." not in host or len(address) > 300:
        raise BadInput(f"“{address[:40]}” is no address I can store: it begins with https:// and has no blanks.")
    return address


def _line(typed: str | None, before: str | None) -> str | None:
    if typed is None:
        return before
    return None if typed.strip() == CLEAR else name(typed) or before


def _refuse_twice(view: View, track: Track) -> None:
    mine = {credit.artist for credit in track.credits}
    for other in view.catalogue.tracks_of(track.drama):
        if other.key == track.key or (mine and other.credits and not mine & {each.artist for each in other.credits}):
            continue
        for ours in track.title.all:
            if any(same(ours, theirs) for theirs in other.title.all):
                raise BadInput(f"“{ours}” is in the catalogue already, as “{other.title}”: look with /ost drama.")


def _changed(steps: list[Step]) -> list[Step]:
    steps = [step for step in steps if step.before != step.after]
    if not steps:
        raise BadInput("That is what it says already: fill in an option that differs.")
    return steps
