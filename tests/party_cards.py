"""Every card of a party with the largest values that can reach it; tests/test_surface.py looks at them."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.ui import my_parties, parties, party_answers, party_lists, party_night, party_panel, party_recap
from bot.ui.card import Card
from bot.ui.pictures import Picture
from core.catalog.model import Catalogue
from core.catalog.tongue import Tongue
from core.language import Language, Words
from core.parties import rules
from core.parties.after import ChartAfter, Did, Mark, Move, recap
from core.parties.desk import Answered
from core.parties.fair import Slot
from core.parties.model import Answer, Choice, Goal, Item, Party, Seat, Terms
from core.parties.recipe import Recipe
from core.parties.repeating import Times
from core.parties.series import Repeat, Series
from core.parties.states import PartyState
from core.values import RoleId, UserId

S = PartyState


def largest(party: Party, catalogue: Catalogue) -> Party:
    """*party* with everything as long as it can be."""
    huge = 2**63 - 1
    items = [Item(party.title * 2, party.title * 2, 5999, key) for key in list(catalogue.tracks)[:99]]
    answers = [Answer(UserId(huge - n), Choice.GOING, n, Seat.TAKEN, name="n" * 80) for n in range(1000)]
    answers += [Answer(UserId(huge - n), Choice.GOING, n, Seat.WAITING) for n in range(1000, 1500)]
    answers += [Answer(UserId(huge - n), Choice.MAYBE, n) for n in range(1500, 3000)]
    proposed = [replace(items[0], nominated=True, by=UserId(huge), votes=999, id=number) for number in range(1, 51)]
    return replace(
        party,
        seats=999,
        reminders=(10080, 7200, 1440, 60, 10),
        items=(*items, *proposed),
        answers=tuple(answers),
        helpers=tuple(UserId(huge - n) for n in range(20)),
        terms=Terms(9, RoleId(huge), tuple((RoleId(huge - n), 1000) for n in range(5)), RoleId(huge), 10080),
        goal=Goal(1000, 600),
        place=party.title * 2,
        reason=party.title * 2,
    )


def party_cards(
    plain: Party, catalogue: Catalogue, now: datetime, mark: str, language: Language = Language.EN
) -> dict[str, list[Card]]:
    """The cards by their renderer, in *language*."""
    plain, say = replace(plain, language=language), Tongue(language)
    party = largest(plain, catalogue)
    live = replace(party, state=S.LIVE, programme=rules.planned(party, now), ended=now + timedelta(hours=1))
    running = live.programme
    assert running is not None
    paused = rules.pause(live, now + timedelta(seconds=30))
    assert paused.programme is not None
    states = [*(replace(live, state=state) for state in S), paused]
    answer = party.answers[0]
    offered = replace(answer, seat=Seat.OFFERED, until=now)
    answered = [
        Answered(party, replace(answer, seat=seat, guests=9), 1000, 500) for seat in (Seat.TAKEN, Seat.WAITING)
    ] + [Answered(party, replace(answer, seat=Seat.NONE, choice=choice), 9) for choice in (Choice.MAYBE, Choice.NO)]
    answered.append(Answered(party, replace(answer, direct=party.channel), 9))
    joins = [running.join(now + timedelta(seconds=second)) for second in (0, 5970, 99 * 6100, 99 * 6004 - 3)]
    series = Series(
        party.guild, Repeat.DAYS, now.date(), now.time(), party.zone, Recipe.of(party), tuple(range(7)), id=9
    )
    zones = {ZoneInfo(name): 999 for name in ("America/Argentina/ComodRivadavia", "Asia/Seoul", "Europe/Berlin")}
    slots = [Slot(now, {}, zones, 1.0)] * 14
    marks = [Mark(UserId(n), Did.HEART, n % 99, now) for n in range(400)]
    marks += [Mark(UserId(n), Did.NOTE, 98, now, 5998, plain.title * 3) for n in range(60)]
    moves = tuple(Move(plain.title, None, 99) for _ in range(99))
    evening = recap(live, marks, ChartAfter(Words("T" * 100, "차" * 100), now.date(), now.date(), moves))
    picture = Picture(b"x", "a" * 1024, "party.png")
    return {
        "board_card": [parties.board_card(each, catalogue, now + timedelta(seconds=9)) for each in states]
        + [parties.board_card(plain, catalogue)],
        "list_card": [party_lists.list_card([plain] * 25, say), party_lists.list_card([], say)],
        "my_parties_card": [my_parties.my_parties_card(each, party.host, say) for each in ([], [party] * 100)],
        "reminder_card": [parties.reminder_card(party, mark=mark)],
        "direct_card": [parties.direct_card(party, mark=mark)],
        "answered_card": [party_answers.answered_card(each, now, say) for each in answered],
        "lobby_card": [party_night.lobby_card(party, catalogue, mark=mark)],
        "call_card": [party_night.call_card(party, running, catalogue, mark=mark)],
        "start_card": [party_night.start_card(party, catalogue, mark=mark)],
        "said_card": [party_night.said_card(party, plain.title, mark=mark)],
        "told_card": [party_night.told_card(party, plain.title, mark=mark)],
        "offer_card": [party_night.offer_card(party, offered, mark=mark)],
        "join_card": [
            party_night.join_card(live, join, catalogue, say) for join in (*joins, paused.programme.join(now))
        ],
        "rehearsal_card": [party_night.rehearsal_card(party, running, catalogue, say)],
        "panel_card": [party_panel.panel_card(each, catalogue, say, list(zones) * 9, plain.title) for each in states],
        "cancel_card": [party_panel.cancel_card(each, say) for each in states],
        "early_card": [party_panel.early_card(party, say)],
        "end_card": [party_panel.end_card(live, say)],
        "proposed_card": [party_lists.proposed_card(each, catalogue, say) for each in (party, plain)],
        "series_card": [
            party_lists.series_card([series] * 30, [[now.date()] * 3] * 30, say),
            party_lists.series_card([], [], say),
        ],
        "times_card": [party_lists.times_card(Times(slots, dict.fromkeys(zones, 5)), party.zone, say)],
        "recap_card": [
            party_recap.recap_card(evening, catalogue, picture, mark=mark),
            party_recap.recap_card(recap(replace(live, items=()), []), catalogue, None),
        ],
    }
