"""Changes of the catalogue in words: what a preview lists, and what a member is told of their suggestion."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from core.catalog.model import Artist, Catalogue, Credit, Drama, Names, Release, Track
from core.catalog.search import Kind
from core.growth.fields import same
from core.growth.model import Decided, Decision, Kept, Nickname, Step, Suggestion
from core.language import Words
from core.values import ArtistKey, DramaKey, TrackKey

MOST_NAMESAKES = 3
"""Dramas of one name that a preview points out."""

_UNSAID = ("key", "guild", "verified", "sources", "drama")
_CALLED = {
    "first_air": "first episode",
    "credits": "artists",
    "also": "other names",
    "network": "network",
    "release": "release",
    "links": "links",
    "duration": "length",
}


def called(thing: Kept) -> str:
    """What a thing is called, in short."""
    match thing:
        case Nickname():
            return thing.name
        case Artist():
            return str(thing.name)
        case _:
            return str(thing.title)


def labelled(thing: Drama | Artist | Track, catalogue: Catalogue) -> str:
    """A thing of the catalogue in one line that says enough to choose it."""
    if isinstance(thing, Artist):
        return thing.name.both
    if isinstance(thing, Drama):
        return thing.title.both
    return f"{thing.title} - {catalogue.artist_line(thing)} - {catalogue.dramas[thing.drama].title}"


def said(step: Step, catalogue: Catalogue) -> tuple[str, list[tuple[str, str, str]]]:
    """What *step* does: a sentence, and for each fact its name, what it was and what it will be.

    *catalogue* names the artists; one that it does not know stands under its key.
    """
    thing = step.thing
    kind = "nickname" if isinstance(thing, Nickname) else type(thing).__name__.lower()
    does = "New" if step.before is None else "Removed" if step.after is None else "Changed"
    about = called(thing)
    if isinstance(thing, Nickname):
        about = f"{thing.name} for {_titled(thing, catalogue)}"
    elif isinstance(thing, Track) and thing.drama in catalogue.dramas:
        about = f"{about} ({catalogue.dramas[thing.drama].title})"
    if step.after is None or isinstance(thing, Nickname):
        return f"{does} {kind} {about}", []
    return f"{does} {kind} {about}", list(_facts(step, catalogue))


def outcome(suggestion: Suggestion, decided: Decided) -> Words:
    """What the one who suggested something is told."""
    name = suggestion.name
    if decided.decision is Decision.ACCEPTED:
        return Words(
            f"Your suggestion “{name}” was accepted: this server finds it now.",
            f"제안한 “{name}”이(가) 받아들여졌습니다. 이제 이 서버에서 찾을 수 있습니다.",
        )
    why = f": {decided.reason}" if decided.reason else "."
    return Words(f"Your suggestion “{name}” was not taken{why}", f"제안한 “{name}”은(는) 채택되지 않았습니다{why}")


def _facts(step: Step, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    before, after = _values(step.before, catalogue), _values(step.after, catalogue)
    for name, value in after.items():
        if before.get(name, "") != value:
            yield name, before.get(name, ""), value


def _values(thing: Kept | None, catalogue: Catalogue) -> Mapping[str, str]:
    """The facts of a thing by their names; unknown is empty."""
    found: dict[str, str] = {}
    for field in fields(thing) if thing is not None else ():
        value = getattr(thing, field.name)
        if field.name in _UNSAID:
            continue
        if isinstance(value, Names):
            found |= {"English": value.en or "", "Korean": value.ko or "", "other names": ", ".join(value.also)}
        elif isinstance(value, Release):
            found |= {"release": str(value), "released": str(value.released or "")}
        else:
            found[_CALLED.get(field.name, field.name)] = _plain(value, catalogue)
    return found


def _plain(value: object, catalogue: Catalogue) -> str:
    if value is None or str(value) == "unknown":
        return ""
    if isinstance(value, tuple):
        return ", ".join(_plain(each, catalogue) for each in value)
    if isinstance(value, Credit):
        artist = catalogue.artists.get(value.artist)
        return str(artist.name) if artist else value.artist
    return str(value)


def _titled(nickname: Nickname, catalogue: Catalogue) -> str:
    thing: Drama | Artist | Track | None
    match nickname.kind:
        case Kind.DRAMA:
            thing = catalogue.dramas.get(DramaKey(nickname.key))
        case Kind.ARTIST:
            thing = catalogue.artists.get(ArtistKey(nickname.key))
        case Kind.TRACK:
            thing = catalogue.tracks.get(TrackKey(nickname.key))
    return called(thing) if thing else nickname.key


def namesakes(thing: object, catalogue: Catalogue) -> list[str]:
    """A note for each other drama that bears a name of *thing*, if that is a drama: it may be the same one."""
    if not isinstance(thing, Drama):
        return []
    return [
        f"There is “{other.title.both}”{f' ({other.first_air.year})' if other.first_air else ''} already: this is a "
        "second drama of that name. Save it only if it is another one; /data track adds songs to either."
        for other in catalogue.dramas.values()
        if other.key != thing.key and any(same(one, each) for one in thing.title.all for each in other.title.all)
    ][:MOST_NAMESAKES]
