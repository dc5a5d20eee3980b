"""A server's own part of the catalogue: proposed, looked at, kept, undone. Nothing of it is seen elsewhere."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from core.catalog.desk import CatalogDesk
from core.catalog.model import Artist, Catalogue, Drama, Track
from core.catalog.search import Kind
from core.charts.imports import ImportDesk
from core.errors import BadInput, NotFound
from core.follows.model import Event, News
from core.growth import exchange, files
from core.growth.accepting import accepted, naming
from core.growth.exchange import Pages
from core.growth.forms import DramaForm, TrackForm, drama_step, refuse_shared, track_steps
from core.growth.model import (
    Decided,
    Decision,
    Kept,
    Moved,
    Nickname,
    Proposal,
    Step,
    Suggestion,
    as_catalogue,
)
from core.growth.ports import GrowthRows
from core.growth.telling import called, labelled, outcome
from core.ports import Clock, Shelf
from core.text import clean
from core.values import SHARED, GuildId, SongId, UserId

MOST_OWN = 2000
"""Dramas, artists, tracks and nicknames together that a server may have of its own."""


class GrowthDesk:
    """Everything that changes what one server has of its own.

    Whatever is proposed is kept with :meth:`keep`, in one transaction, and gets a number to undo it by.
    """

    def __init__(
        self, shelf: Shelf[GrowthRows], catalog: CatalogDesk, imports: ImportDesk, pages: Pages, clock: Clock
    ) -> None:
        self._shelf = shelf
        self._catalog = catalog
        self._imports = imports
        self._pages = pages
        self._clock = clock

    def drama(self, guild: GuildId, form: DramaForm, before: Drama | None = None) -> Proposal:
        """A new drama, or another form of one.

        Raises:
            BadInput, NotAllowed: as :func:`core.growth.forms.drama_step` does.
        """
        steps = drama_step(self._catalog.of(guild), guild, form, before)
        return _proposal(guild, "drama", steps)

    def track(
        self, guild: GuildId, form: TrackForm, drama: Drama | None = None, before: Track | None = None
    ) -> Proposal:
        """A new track of a drama, or another form of one.

        Raises:
            BadInput, NotAllowed: as :func:`core.growth.forms.track_steps` does.
        """
        return _proposal(guild, "track", track_steps(self._catalog.of(guild), guild, form, drama, before))

    def nickname(self, guild: GuildId, about: str, typed: str, *, remove: bool = False) -> Proposal:
        """Another name for something, or with *remove* a nickname taken away.

        Raises:
            NotFound: there is nothing like *about*, or it has no such nickname.
            BadInput: it is called so already.
        """
        view = self._catalog.of(guild)
        if not remove:
            return _proposal(guild, "nickname", [naming(view, about, typed)])
        thing = view.find(about)
        name = clean(typed)
        step = Step(Nickname(Kind(type(thing).__name__.lower()), thing.key, name), None)
        return _proposal(guild, "nickname", [step])

    def own(self, guild: GuildId, kind: Kind) -> list[tuple[Drama | Artist | Track, str]]:
        """The server's own things of a kind, each with a line to choose it by."""
        catalogue = self._catalog.of(guild).catalogue
        every: list[Drama | Artist | Track] = [
            *catalogue.dramas.values(),
            *catalogue.artists.values(),
            *catalogue.tracks.values(),
        ]
        mine = [thing for thing in every if thing.guild == guild != SHARED]
        return [(thing, labelled(thing, catalogue)) for thing in mine if Kind(type(thing).__name__.lower()) is kind]

    def removal(self, guild: GuildId, thing: Drama | Track) -> Proposal:
        """Taking one of the server's own things away; a drama goes with its tracks.

        Raises:
            NotAllowed: it is shared.
        """
        refuse_shared(thing)
        tracks = self._catalog.of(guild).catalogue.tracks_of(thing.key) if isinstance(thing, Drama) else []
        kind = "drama" if isinstance(thing, Drama) else "track"
        return _proposal(guild, kind, [*(Step(track, None) for track in tracks), Step(thing, None)])

    def merger(self, guild: GuildId, kept: Track, gone: Track) -> Proposal:
        """Making two of the server's own tracks one: *kept* takes the names, facts, links and chart listings of
        *gone*, its followers, and its places on track lists.

        Raises:
            BadInput: it is one track already.
            NotAllowed: one of them is shared.
        """
        if kept.key == gone.key:
            raise BadInput(
                "That is one track already: pick two different ones.", "이미 같은 곡입니다. 서로 다른 둘을 골라 주세요."
            )
        refuse_shared(kept)
        refuse_shared(gone)
        names = dict.fromkeys((*kept.title.all, *gone.title.all))
        whole = replace(
            kept,
            title=replace(kept.title, also=tuple(n for n in names if n not in (kept.title.en, kept.title.ko))),
            credits=kept.credits or gone.credits,
            release=kept.release if kept.release.released or kept.release.part else gone.release,
            duration=kept.duration or gone.duration,
            tags=tuple(dict.fromkeys((*kept.tags, *gone.tags))),
            links=tuple(dict.fromkeys((*kept.links, *gone.links))),
        )
        about = f"{gone.title} into {kept.title}"
        steps = [Step(kept, whole), Step(gone, None)]
        return Proposal(guild, "tracks merged", about, steps, Moved(gone.key, kept.key))

    def acceptance(self, suggestion: Suggestion) -> Proposal:
        """What a suggestion would become.

        Raises:
            BadInput, NotFound: as :func:`core.growth.accepting.accepted` does.
        """
        return accepted(suggestion, self._catalog.of(suggestion.guild))

    def rejection(self, suggestion: Suggestion, reason: str) -> Proposal:
        """Turning a suggestion down, for a *reason* that its maker is told."""
        decided = Decided(suggestion.id, Decision.REJECTED, clean(reason)[:300])
        return Proposal(suggestion.guild, "suggestion rejected", suggestion.name, decided=decided)

    async def arrival(self, guild: GuildId, name: str, data: bytes) -> Proposal:
        """What bringing an uploaded catalogue file in would do.

        Raises:
            BadInput: it is no such file, or changes nothing.
            Refusal: with every problem of every file, each with its line and key.
        """
        view = self._catalog.of(guild)
        given = await asyncio.to_thread(files.unpack, name, data)
        found = await asyncio.to_thread(partial(self._pages.read, given, exchange.known_to(view)))
        steps = exchange.arriving(found, view, guild)
        if not steps:
            raise BadInput(
                "All of that is here already, just so: nothing would change.",
                "모두 이미 그대로 있어서 바뀌는 것이 없습니다.",
            )
        return Proposal(guild, "catalogue file", clean(name)[:60], steps)

    def export(self, guild: GuildId) -> bytes:
        """The server's own things as a zip of catalogue files.

        Raises:
            NotFound: it has none.
        """
        view = self._catalog.of(guild)
        if view is self._catalog.of() or not (view.own.dramas or view.own.artists or view.own.tracks):
            raise NotFound(
                "This server has added nothing to the catalogue yet: /data drama and /data track do.",
                "이 서버가 카탈로그에 더한 것이 아직 없습니다. /data drama와 /data track으로 더할 수 있습니다.",
            )
        return files.pack(self._pages.write(exchange.leaving(view)))

    async def keep(self, proposal: Proposal, by: UserId | None) -> int:
        """Do what *proposal* says, all of it or nothing; the number under which it can be undone.

        Raises:
            BadInput: something of it has changed meanwhile, or the server has as much as it may.
            NotFound: its suggestion was decided meanwhile.
        """
        guild, steps = proposal.guild, proposal.steps
        async with self._shelf.writing() as rows:
            await _refuse_changed(rows, guild, steps, self._catalog.of().catalogue)
            lost = await rows.listings(
                guild, [s.before.key for s in steps if s.after is None and isinstance(s.before, Track)]
            )
            if proposal.decided is not None:
                await self._decide(rows, proposal, proposal.decided)
            proposal.moved = await rows.do(guild, steps, proposal.moved)
            proposal.number = await rows.keep(proposal, by, self._clock())
        if steps:
            songs = proposal.moved.songs if proposal.moved else ()
            await self._renew(guild, [song for song in lost if song not in songs])
        return proposal.number

    async def undo(self, guild: GuildId, number: int, by: UserId | None) -> Proposal:
        """Take a change of the catalogue back; what was done instead.

        Raises:
            NotFound: this server made no such change.
            BadInput: a later change stands on it.
        """
        async with self._shelf.reading() as rows:
            logged = await rows.logged(guild, number)
        if logged is None:
            raise NotFound(
                "There is no such change; /data log shows the latest ones.",
                "그런 변경이 없습니다. 최근 변경은 /data log에서 볼 수 있습니다.",
            )
        moved, decided = logged.moved, logged.decided
        proposal = Proposal(
            guild,
            f"undo of change {logged.number}",
            logged.about,
            [step.back for step in reversed(logged.steps)],
            Moved(moved.new, moved.old, moved.songs, moved.along) if moved else None,
            replace(decided, decision=decided.was, was=decided.decision) if decided else None,
        )
        await self.keep(proposal, by)
        return proposal

    async def _decide(self, rows: GrowthRows, proposal: Proposal, decided: Decided) -> None:
        suggestion = await rows.suggestion(proposal.guild, decided.suggestion)
        if suggestion is None or not await rows.decide(proposal.guild, decided):
            raise NotFound(
                "That suggestion was decided by somebody else meanwhile: look at /data queue again.",
                "그사이 다른 사람이 그 제안을 처리했습니다. /data queue를 다시 봐 주세요.",
            )
        if not suggestion.member:
            return  # who made it has deleted their data
        event = f"suggestion:{suggestion.id}"
        await rows.take_news(suggestion.member, event)
        if decided.decision is not Decision.OPEN:
            told = Event(event, self._clock(), outcome(suggestion, decided))
            await rows.add_news(News(proposal.guild, suggestion.member, told, suggestion.told))

    async def _renew(self, guild: GuildId, lost: Sequence[SongId]) -> None:
        await self._catalog.renew(guild)
        await self._imports.rematch(guild, lost=lost)


def _proposal(guild: GuildId, kind: str, steps: Sequence[Step]) -> Proposal:
    last = steps[-1]
    did = "added" if last.before is None else "removed" if last.after is None else "changed"
    return Proposal(guild, f"{kind} {did}", called(last.thing), steps)


async def _refuse_changed(rows: GrowthRows, guild: GuildId, steps: Sequence[Step], shared: Catalogue) -> None:
    """Make sure that everything is still as *steps* found it, and that all that is left has what it names."""
    own, names = await rows.load(guild), {Nickname(Kind(k), key, name) for k, key, name in await rows.nicknames(guild)}
    for step in steps:
        if isinstance(step.thing, Artist):
            continue  # a singer who is credited elsewhere stays, whatever is undone
        if _now(step.thing, own, names) != step.before:
            raise BadInput(
                f"“{called(step.thing)}” was changed again since: undo the later change first; /data log shows it.",
                f"그 뒤에 다시 바뀌었습니다(“{called(step.thing)}”). 나중 변경(/data log)부터 되돌려 주세요.",
            )
    left = _after(own, steps)
    for track in left.tracks.values():
        if track.drama not in left.dramas and track.drama not in shared.dramas:
            raise BadInput(
                f"“{track.title}” belongs to a drama that would be gone: remove or undo that track first.",
                f"없어질 드라마에 딸린 곡이 있습니다(“{track.title}”). 먼저 그 곡을 지우거나 되돌려 주세요.",
            )
        if any(each.artist not in left.artists and each.artist not in shared.artists for each in track.credits):
            raise BadInput(
                f"A singer of “{track.title}” is gone meanwhile: do it once more.",
                f"그사이 이 곡의 가수가 없어졌습니다(“{track.title}”). 다시 한번 해 주세요.",
            )
    nicknames = len(names) + sum((s.before is None) - (s.after is None) for s in steps if isinstance(s.thing, Nickname))
    grows = any(step.before is None for step in steps)
    if grows and len(left.dramas) + len(left.artists) + len(left.tracks) + nicknames > MOST_OWN:
        raise BadInput(
            f"This server would have more than {MOST_OWN} things of its own, the most it may: remove some.",
            f"이 서버가 더한 것이 한도인 {MOST_OWN}개를 넘게 됩니다. 몇 개를 지워 주세요.",
        )


def _now(thing: Kept, own: Catalogue, names: set[Nickname]) -> Kept | None:
    match thing:
        case Drama():
            return own.dramas.get(thing.key)
        case Artist():
            return own.artists.get(thing.key)
        case Track():
            return own.tracks.get(thing.key)
        case _:
            return thing if thing in names else None


def _after(own: Catalogue, steps: Sequence[Step]) -> Catalogue:
    """What the server has once *steps* are done; singers who are taken away may stay."""
    gone = {step.thing.key for step in steps if step.after is None and not isinstance(step.thing, Nickname | Artist)}
    left = Catalogue(
        {key: drama for key, drama in own.dramas.items() if key not in gone},
        own.artists,
        {key: track for key, track in own.tracks.items() if key not in gone},
    )
    return left | as_catalogue(step.after for step in steps)
