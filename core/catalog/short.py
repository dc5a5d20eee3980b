"""Short names of what the catalogue holds, for buttons: a key may be longer than a whole custom id."""

from hashlib import blake2s

from core.catalog.model import Artist, Drama, Tag, Track


def short_of(thing: Drama | Artist | Track) -> str:
    """The twelve letters that stand for *thing*, for ever."""
    return blake2s(f"{type(thing).__name__}:{thing.key}".encode(), digest_size=6).hexdigest()


def short_tag(tag: Tag) -> str:
    """The six letters that stand for a tag: a choice of one from every facet fits into a button."""
    return blake2s(tag.key.encode(), digest_size=3).hexdigest()
