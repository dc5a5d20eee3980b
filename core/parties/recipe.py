"""What a party is made from again: a template by name, or the next date of a series."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from core.errors import BadInput
from core.parties.model import Goal, Item, Party, PartyState, Terms
from core.text import fold
from core.values import ChannelId, DramaKey, GuildId, RoleId, TrackKey, UserId

MOST_TEMPLATES = 25
LONGEST_NAME = 50


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything of a party but its date, its host and its guests."""

    channel: ChannelId
    title: str
    seats: int | None = None
    reminders: tuple[int, ...] = (30,)
    drama: DramaKey | None = None
    items: tuple[Item, ...] = ()
    terms: Terms = field(default_factory=Terms)
    goal: Goal = field(default_factory=Goal)
    gap: int = 5
    place: str = ""
    itself: bool = False

    @classmethod
    def of(cls, party: Party) -> "Recipe":
        """What *party* was made from; nominations are of the evening and stay behind."""
        items = tuple(Item(each.title, each.artist, each.seconds, each.track, each.links) for each in party.listed)
        return cls(
            party.channel, party.title, party.seats, party.reminders, party.drama, items, party.terms, party.goal,
            party.gap, party.place, party.itself,
        )  # fmt: skip

    def party(self, guild: GuildId, host: UserId, starts: datetime, zone: ZoneInfo, series: int | None = None) -> Party:
        """A draft made from this."""
        return Party(
            guild, self.channel, host, self.title, starts, zone, self.seats, self.reminders, self.drama, self.items,
            state=PartyState.DRAFT, terms=self.terms, goal=self.goal, gap=self.gap, place=self.place,
            itself=self.itself, series=series,
        )  # fmt: skip

    def text(self) -> str:
        """The recipe as the store keeps it."""
        terms = self.terms
        return json.dumps(
            {
                "channel": self.channel,
                "title": self.title,
                "seats": self.seats,
                "reminders": self.reminders,
                "drama": self.drama,
                "items": [[each.title, each.artist, each.seconds, each.track, each.links] for each in self.items],
                "terms": [terms.guests, terms.only, terms.limits, terms.attendee, terms.closes],
                "goal": [self.goal.people, self.goal.minutes],
                "gap": self.gap,
                "place": self.place,
                "itself": self.itself,
            },
            ensure_ascii=False,
        )

    @classmethod
    def read(cls, text: str) -> "Recipe":
        """The recipe that :meth:`text` wrote."""
        kept = json.loads(text)
        guests, only, limits, attendee, closes = kept["terms"]
        return cls(
            channel=ChannelId(kept["channel"]),
            title=kept["title"],
            seats=kept["seats"],
            reminders=tuple(kept["reminders"]),
            drama=DramaKey(kept["drama"]) if kept["drama"] else None,
            items=tuple(
                Item(title, artist, seconds, TrackKey(track) if track else None, tuple(links))
                for title, artist, seconds, track, links in kept["items"]
            ),
            terms=Terms(guests, only, tuple((RoleId(role), most) for role, most in limits), attendee, closes),
            goal=Goal(*kept["goal"]),
            gap=kept["gap"],
            place=kept["place"],
            itself=kept["itself"],
        )


def template_name(text: str) -> str:
    """The name of a template as it is kept.

    Raises:
        BadInput: it is too long or empty.
    """
    name = fold(text)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise BadInput(
            f"A template's name has 1 to {LONGEST_NAME} characters.", f"템플릿 이름은 1~{LONGEST_NAME}자입니다."
        )
    return name
