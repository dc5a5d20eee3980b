"""What accepting a suggestion would add: a nickname, a drama, or a track with all it needs. Pure."""

import re
from dataclasses import replace

from core.catalog.model import Artist, Catalogue, Drama
from core.catalog.search import Kind
from core.catalog.view import View
from core.errors import BadInput
from core.growth.fields import name, same
from core.growth.forms import DramaForm, TrackForm, drama_step, track_steps
from core.growth.model import Decided, Decision, Nickname, Proposal, Step, Suggestion
from core.values import SHARED

_SURE = 0.9
"""The score from which a typed drama is the very name or its beginning."""

_PART = re.compile(r"\d{1,3}")


def accepted(suggestion: Suggestion, view: View) -> Proposal:
    """What the suggestion becomes on its server.

    Raises:
        BadInput: the catalogue has it already, or a word of it cannot be read.
        NotFound: what it names is gone.
    """
    proposal = Proposal(
        suggestion.guild,
        "suggestion accepted",
        suggestion.name,
        decided=Decided(suggestion.id, Decision.ACCEPTED),
    )
    if suggestion.about:
        proposal.steps = [naming(view, suggestion.about, suggestion.wish.title)]
        return proposal
    drama = drama_meant(view, suggestion.wish.drama)
    if not suggestion.wish.title:
        if drama is not None:
            raise BadInput(
                f"“{drama.title}” is in the catalogue already: reject the suggestion, or rewrite it.",
                f"이미 카탈로그에 있는 드라마입니다(“{drama.title.ko or drama.title}”). 제안을 거절하거나 고쳐 주세요.",
            )
        proposal.steps = drama_step(view, suggestion.guild, DramaForm(title=suggestion.wish.drama))
        return proposal
    first: list[Step] = []
    if drama is None:
        first = drama_step(view, suggestion.guild, DramaForm(title=suggestion.wish.drama))
        drama = _drama_of(first)
        view = View(Catalogue({drama.key: drama}), view)
    part = _PART.search(suggestion.wish.part)
    form = TrackForm(
        title=suggestion.wish.title,
        artists=suggestion.wish.artist or None,
        part=int(part[0]) or None if part else None,
        link=suggestion.wish.link or None,
    )
    proposal.steps = [*first, *track_steps(view, suggestion.guild, form, drama)]
    if not first:
        proposal.notes = [f"The drama “{suggestion.wish.drama}” is read as “{drama.title.both}”."]
    return proposal


def drama_meant(view: View, typed: str) -> Drama | None:
    """The drama that somebody certainly means, if it is in the catalogue."""
    for drama in view.catalogue.dramas.values():
        if any(same(typed, each) for each in drama.title.all):
            return drama
    hits = view.search(typed, kinds={Kind.DRAMA}, limit=1)
    found = view.get(hits[0].kind, hits[0].key) if hits and hits[0].score >= _SURE else None
    return found if isinstance(found, Drama) else None


def naming(view: View, about: str, typed: str) -> Step:
    """Another name for the thing that *about* means: kept beside a shared thing, in a thing of the server's own.

    Raises:
        Unknown: nothing is called just so.
        BadInput: it is called so already, or the name is empty.
    """
    thing = view.find(about, exactly=True)
    cleaned = name(typed)
    if not cleaned:
        raise BadInput(
            "A name is needed: type what your server calls it.",
            "이름이 필요합니다. 이 서버에서 부르는 이름을 적어 주세요.",
        )
    names = thing.name if isinstance(thing, Artist) else thing.title
    if any(same(cleaned, each) for each in names.all):
        raise BadInput(
            f"“{names}” is called “{cleaned}” already: search finds it.",
            f"이미 그 이름으로 찾을 수 있습니다(“{names.ko or names}”: “{cleaned}”).",
        )
    if thing.guild == SHARED:
        return Step(None, Nickname(Kind(type(thing).__name__.lower()), thing.key, cleaned))
    more = replace(names, also=(*names.also, cleaned))
    return Step(thing, replace(thing, name=more) if isinstance(thing, Artist) else replace(thing, title=more))


def _drama_of(steps: list[Step]) -> Drama:
    drama = steps[0].after
    assert isinstance(drama, Drama)
    return drama
