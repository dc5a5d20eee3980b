"""What a manager types about a drama or a track, read into the thing as it will be. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from core.catalog.finding.hangul import has_hangul
from core.catalog.model import Artist, Credit, CreditRole, Drama, Names, Release, ReleaseKind, Track, TrackKind
from core.catalog.own import own_key
from core.catalog.view import View
from core.errors import BadInput, NotAllowed
from core.growth.fields import CLEAR, MOST_NAMES, day_of, length_of, line_of, links_of, name, same
from core.growth.model import SOURCE, Step
from core.values import SHARED, ArtistKey, DramaKey, GuildId, TrackKey


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
    first, last = day_of(form.first_air, drama.first_air), day_of(form.finale, drama.finale)
    if first and last and last < first:
        raise BadInput(
            f"The finale ({last}) is before the first episode ({first}): correct one of them.",
            f"마지막 회({last})가 첫 회({first})보다 앞섭니다. 둘 중 하나를 고쳐 주세요.",
        )
    after = replace(
        drama,
        title=title,
        first_air=first,
        finale=last,
        network=line_of(form.network, drama.network),
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
        raise BadInput(
            "A new track needs its drama: pick it in the option drama while you type.",
            "새 곡에는 드라마가 필요합니다. drama 옵션의 목록에서 골라 주세요.",
        )
    if drama is not None and drama.key != home.key:
        raise BadInput(
            "A track cannot move to another drama: remove it there and add it here.",
            "곡을 다른 드라마로 옮길 수 없습니다. 그곳에서 지우고 이곳에 더해 주세요.",
        )
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
        duration=length_of(form.duration, track.duration),
        links=links_of(form.link, track.links),
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
            "give it another name here with /data nickname, or add what is missing as your own.",
            "모든 서버가 함께 보는 것이어서 봇 운영자만 바꿀 수 있습니다. /data nickname으로 다른 이름을 주거나, "
            "빠진 것을 이 서버의 것으로 더해 주세요.",
        )


def titles(*texts: str | None) -> Names | None:
    """The first text in Latin letters, the first in Hangul, and the others; ``None`` where there is none."""
    found = list(dict.fromkeys(cleaned for text in texts if text and (cleaned := name(text))))
    en = next((each for each in found if not has_hangul(each)), None)
    ko = next((each for each in found if has_hangul(each)), None)
    return Names(en, ko, tuple(each for each in found if each not in (en, ko))) if found else None


def _names(title: str | None, korean: str | None, also: str | None, before: Names | None, what: str) -> Names:
    more = before.also if before else ()
    if also is not None:
        more = () if also.strip() == CLEAR else tuple(_listed(also))
    typed = titles(title, korean)
    if typed is None and before is None:
        raise BadInput(
            f"A new {what} needs its title: type it in the option title, in English or Korean.",
            "새로 더하려면 제목이 필요합니다. title 옵션에 한글이나 영어로 적어 주세요.",
        )
    en = (typed.en if typed else None) or (before.en if before else None)
    ko = (typed.ko if typed else None) or (before.ko if before else None)
    others = (*(typed.also if typed else ()), *more)
    return Names(en, ko, tuple(each for each in dict.fromkeys(others) if each not in (en, ko))[:MOST_NAMES])


def _listed(text: str) -> list[str]:
    found = list(dict.fromkeys(filter(None, (name(each) for each in text.split(",")))))
    if len(found) > MOST_NAMES:
        raise BadInput(
            f"These are {len(found)} names; at most {MOST_NAMES} fit, joined by commas.",
            f"이름이 {len(found)}개입니다. 쉼표로 이어 {MOST_NAMES}개까지 적을 수 있습니다.",
        )
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
    day = day_of(form.released, before.released)
    if form.part is None:
        return replace(before, released=day, hour=before.hour if day else None)
    return Release(ReleaseKind.PART, form.part, day, before.hour if day else None)


def _refuse_twice(view: View, track: Track) -> None:
    mine = {credit.artist for credit in track.credits}
    for other in view.catalogue.tracks_of(track.drama):
        if other.key == track.key or (mine and other.credits and not mine & {each.artist for each in other.credits}):
            continue
        for ours in track.title.all:
            if any(same(ours, theirs) for theirs in other.title.all):
                raise BadInput(
                    f"“{ours}” is in the catalogue already, as “{other.title}”: look with /ost drama.",
                    f"이미 카탈로그에 있습니다(“{ours}”: “{other.title}”). /ost drama에서 볼 수 있습니다.",
                )


def _changed(steps: list[Step]) -> list[Step]:
    steps = [step for step in steps if step.before != step.after]
    if not steps:
        raise BadInput(
            "That is what it says already: fill in an option that differs.",
            "이미 그렇게 되어 있습니다. 달라지는 옵션을 채워 주세요.",
        )
    return steps
