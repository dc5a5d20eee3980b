"""The lines that cards of the catalogue are made of, for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import discord

from bot.ui.card import Button, button
from bot.ui.safe import safe
from core.catalog.calendar import instant_of
from core.catalog.links import Platform
from core.catalog.model import Artist, Catalogue, CreditRole, Drama, Facet, Names, Release, Track, TrackKind
from core.catalog.sources import source_names
from core.catalog.tongue import Tongue
from core.charts.desk import Standing
from core.charts.naming import in_korean
from core.charts.telling import words
from core.values import SHARED

SHOW, SHARE = "show", "share"
NOTHING = "-"
"""Stands in a custom id for what a page does without."""

PAGE = 2600
"""Characters of a page's list; the card's heading, facts and notes need the rest."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a card: what they see, when, in which language, where they listen; *signed* is who shares it."""

    catalogue: Catalogue
    now: datetime
    tongue: Tongue = field(default_factory=Tongue)
    first: Platform | None = None
    signed: str = ""

    def names(self, names: Names) -> str:
        """A name in both scripts, harmless."""
        return safe(self.tongue.both(names))

    def name(self, names: Names) -> str:
        """A name in the reader's script, harmless."""
        return safe(self.tongue.one(names))

    def heading(self, names: Names, thing: Drama | Artist | Track) -> str:
        """What a card is about, and what must be known of it first."""
        marks = [] if isinstance(thing, Artist) or thing.verified else [self.tongue("unverified", "확인되지 않음")]
        if thing.guild != SHARED:
            marks.append(self.tongue("added by this server", "이 서버에서 추가"))
        return " · ".join((f"## {self.names(names)}", *marks))

    def singers(self, track: Track) -> str:
        """Who is heard, those who are featured named as such."""
        main = self.credits(track, CreditRole.MAIN) or self.tongue("artist unknown", "가수 알 수 없음")
        featured = self.credits(track, CreditRole.FEATURED)
        return f"{main} (feat. {featured})" if featured else main

    def credits(self, track: Track, role: CreditRole) -> str:
        """Who has this role on the track; nothing where nobody says."""
        artists = [self.catalogue.artists[credit.artist] for credit in track.credits if credit.role is role]
        return ", ".join(self.names(artist.name) for artist in artists)

    def badges(self, track: Track) -> list[str]:
        """What tells a track from the others of its soundtrack."""
        tags = [self.catalogue.tags[key] for key in track.tags if key in self.catalogue.tags]
        found = [safe(self.tongue.one_of(tag)) for tag in tags if tag.facet is Facet.ROLE]
        if track.kind in (TrackKind.INSTRUMENTAL, TrackKind.SCORE):
            found.append(self.tongue.kind(track.kind))
        if not track.verified:
            found.append(self.tongue("unverified", "확인되지 않음"))
        if track.guild != SHARED:
            found.append(self.tongue("added by this server", "이 서버에서 추가"))
        return found

    def line(self, track: Track) -> str:
        """A track in a list of its drama's."""
        return "· " + " · ".join((f"{self.names(track.title)} – {self.singers(track)}", *self.badges(track)))

    def entry(self, track: Track, *facts: str) -> str:
        """A track in a list of several dramas': two lines, with more *facts* about it."""
        drama = self.catalogue.dramas[track.drama]
        about = f"{self.name(drama.title)}, {self.tongue.release(track.release)}"
        small = " · ".join((about, *self.badges(track), *facts))
        return f"**{self.names(track.title)}** – {self.singers(track)}\n-# {small}"

    def moment(self, release: Release) -> str:
        """When something came or comes out: in the reader's own clock where the hour is known, else the Korean day."""
        moment, day, say = instant_of(release), release.released, self.tongue
        if moment is not None:
            hour = say(f"{release.hour}:00 in Korea", f"한국 시각 {release.hour}시")
            return f"<t:{int(moment.timestamp())}:f> ({hour})"
        return (
            say(f"{say.day(day)} in Korea", f"{say.day(day)} (한국)") if day else say("date unknown", "날짜 알 수 없음")
        )

    def standing(self, standing: Standing) -> str:
        """A track's newest place on one chart, with its peak and its weeks there."""
        figures, say = standing.figures, self.tongue
        place = say(f"#{figures.entry.rank}", f"{figures.entry.rank}위")
        title = safe(say(standing.title, in_korean(standing.title)))
        move = words.movement(figures)
        return (
            f"**{place}**{f' {move}' if move else ''} {title} ({say.day(standing.end)})\n"
            f"-# {say('peak', '최고')} {say(str(figures.peak), f'{figures.peak}위')} ({say.day(figures.peak_on)})"
            f" · {say(f'weeks {words.weeks(figures)}', f'{words.weeks(figures)}주')}"
        )

    def sources(self, sources: Sequence[str]) -> str:
        """Who says so."""
        names = [safe(name) for name in source_names(sources, self.tongue.language)]
        if not names:
            return self.tongue("Source unknown", "출처 알 수 없음")
        if len(names) == 1:
            return self.tongue(f"One source: {names[0]}", f"출처 하나: {names[0]}")
        listed = ", ".join(names)
        return self.tongue(f"{len(names)} sources agree: {listed}", f"출처 {len(names)}곳 일치: {listed}")

    def place(self, at: int, pages: int, note: str) -> str:
        """The small print of a list: which page it is, where there are several, and a *note*."""
        number = self.tongue(f"Page {at + 1} of {pages}", f"{pages}쪽 중 {at + 1}쪽")
        return f"-# {number} · {note}" if pages > 1 else f"-# {note}"

    def sign(self, note: str) -> str:
        """The small print, with who shared it."""
        signed = self.tongue(f"shared by {self.signed}", f"{self.signed} 님이 공유")
        return f"{note}\n-# {signed}" if self.signed else note


def page_id(verb: str, kind: str, about: str = NOTHING, page: int = 0) -> str:
    """The custom id that shows or shares a page of this *kind* about something."""
    return f"ost:v1:{verb}:{kind}:{page}:{about}"


def paged(*groups: tuple[str, Sequence[str]], room: int = PAGE) -> list[list[str]]:
    """Headings with the lines under them, in order, on pages of at most *room* characters; one empty page for none.

    A heading, "" for none, is repeated where its lines go on over a page. A line that is longer than a page has one.
    """
    pages: list[list[str]] = [[]]
    left = room
    for heading, lines in groups:
        for number, line in enumerate(lines):
            if pages[-1] and len(heading) + len(line) + 2 > left:
                pages.append([])
                left = room
            new = [heading] if heading and (number == 0 or not pages[-1]) else []
            pages[-1] += [*new, line]
            left -= sum(len(each) + 1 for each in (*new, line))
    return pages


def footer(reader: Reader, kind: str, about: str, page: int, pages: int, *more: Button) -> list[Button]:
    """The buttons of a page: to the one before and the one after, *more*, and Share where it is not yet shared."""
    say = reader.tongue
    found = []
    if page > 0:
        found.append(button(say("Back", "이전"), page_id(SHOW, kind, about, page - 1)))
    if page + 1 < pages:
        found.append(button(say("More", "더 보기"), page_id(SHOW, kind, about, page + 1)))
    found += more
    if not reader.signed:
        found.append(sharing(reader, kind, about, page))
    return found


def sharing(reader: Reader, kind: str, about: str, page: int = 0) -> Button:
    """The button that posts this page for everybody."""
    return button(reader.tongue("Share", "공유"), page_id(SHARE, kind, about, page), style=discord.ButtonStyle.primary)
