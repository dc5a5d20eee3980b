"""A fan's own parties to come: those they host and those they answered to."""

from collections.abc import Sequence

from discord.utils import format_dt

from bot.ui.card import Card, card
from bot.ui.safe import safe
from core.catalog.tongue import Tongue
from core.parties.model import Choice, Party, Seat
from core.values import UserId

MOST = 25
"""Parties that are listed."""


def my_parties_card(parties: Sequence[Party], me: UserId, say: Tongue) -> Card:
    """The parties of one fan, soonest first, in their own clock, with what each is to them."""
    lines = [
        f"**{safe(party.title)}** · {format_dt(party.starts, 'F')} ({format_dt(party.starts, 'R')})\n"
        f"-# {_role(party, me, say)} · <#{party.room}>"
        for party in parties[:MOST]
    ]
    none = say(
        "None: press *Going* or *Maybe* on a party's board; /party list shows those to come.",
        "아직 없어요. 파티 게시판에서 *참가*나 *미정*을 눌러 주세요. 다가오는 파티는 /party list에 있어요.",
    )
    return card(f"## {say('Your parties to come', '나의 다가오는 파티')}", "\n".join(lines) or none)


def _role(party: Party, me: UserId, say: Tongue) -> str:
    answer = party.answer_of(me)
    said = [say("host", "호스트")] if party.host == me else []
    if answer is not None and answer.choice is Choice.MAYBE:
        said.append(say("maybe", "미정"))
    elif answer is not None and answer.choice is Choice.GOING:
        going = say("going", "참가")
        waiting, offered = say("on the waiting list", "대기"), say("a seat is offered", "자리 제안 중")
        said.append({Seat.WAITING: waiting, Seat.OFFERED: offered}.get(answer.seat, going))
    return ", ".join(said)
