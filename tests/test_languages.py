"""Every text of parties is there in English and in Korean, and none of the one on the other's cards; refusals too."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import bot.ui.card
from bot.ui import party_forms, party_lists, party_panel, party_said
from bot.ui.card import Card
from bot.ui.party_recap import for_picture
from bot.ui.pictures.party_recap import party_recap_picture
from core.catalog.links import Platform
from core.catalog.tongue import Tongue
from core.errors import BadInput
from core.language import Language
from core.parties import reasons, rules, tracklist
from core.parties.after import Did, Mark, recap
from core.parties.hosting import Edited
from core.parties.model import Item
from core.parties.states import PartyState
from core.values import UserId
from tests.conftest import FRIDAY
from tests.party_cards import largest, party_cards
from tests.test_surface import CATALOGUE, MARK, PARTY, WIDE

ROOT = Path(__file__).parents[1]
COMMAND = r"/(?:party|me)(?: [a-z]+)?(?![a-z])"
NAMES = "|".join(re.escape(each.called) for each in Platform)
NOT_OURS = re.compile(
    rf"<[^>]*>|{COMMAND}|{NAMES}|{WIDE.ko}|x{{9,}}|n{{9,}}|T{{9,}}|차{{9,}}|[A-Z]\w+/[\w/]+|ComodRivadavia"
)
"""What is the same in both languages: times, mentions, commands, and the names that the cards were filled with."""

ENGLISH, HANGUL = re.compile(r"[A-Za-z]{2,}"), re.compile(r"[ㄱ-ㆎ가-힣]+")
SAME = {"DM", "Discord", "keep", "OST"}
"""What a Korean reader calls just so; *keep* is an option of /party template."""


def alien(text: str, language: Language) -> list[str]:
    """Words in *text* that are not of *language*, names apart."""
    ours = NOT_OURS.sub(" ", text.replace("\\", ""))
    found = HANGUL.findall(ours) if language is Language.EN else ENGLISH.findall(ours)
    return [word for word in found if word not in SAME]


def written(card: Card) -> Iterator[str]:
    """Everything that is read on *card*."""
    for part in card.view.walk_children():
        yield from (str(text) for name in ("content", "label") if (text := getattr(part, name, None)))


def lines(language: Language) -> Iterator[str]:
    """What parties say, ask and draw without a card of its own."""
    say, now = Tongue(language), FRIDAY
    party = replace(largest(PARTY, CATALOGUE), language=language)
    live = replace(party, state=PartyState.LIVE, programme=rules.planned(party, now), ended=now + timedelta(hours=1))
    running = live.programme
    assert running is not None
    yield from (party_said.seated_text(party, 2), party_said.moved_text(party), party_said.thanks_text(party))
    yield from (party_said.hostless_text(party), party_said.cannot_text(party), party_said.not_run_text(party))
    yield from (party_said.cancelled_text(party), party_said.fifth_text(party, 5, now, CATALOGUE))
    for second in (0, 5970, 99 * 6004):
        join = running.join(now + timedelta(seconds=second))
        yield party_said.where_text(live, running, CATALOGUE, join, missed=True)
    yield party_said.jump_text(live, running.cues[3], CATALOGUE)
    spot = running.spot(now + timedelta(seconds=20))
    yield from (party_said.paused_text(live, now, spot), party_said.resumed_text(live, now, spot))
    yield from (party_said.paused_text(live, now, None), party_said.resumed_text(live, now, None, running.cues[3]))
    yield from (party_panel.controlled_text(live, verb, say) for verb in (*party_panel._CONTROLLED, "other"))
    yield party_panel.edited_text(Edited(replace(party, seats=5), party.going[:3]), say)
    yield party_panel.roster_text(party, say)
    yield from (party_lists.party_choice(replace(party, state=state), say) for state in PartyState)
    yield party_lists.templates_text({}, say)
    yield from (reasons.told(each, language) for each in reasons._OURS)
    twice = (Item("1"), Item("1"), *party.listed)
    yield from tracklist.lint(replace(party, items=twice), language)
    yield tracklist.asleep(now.replace(hour=20), [PARTY.zone, PARTY.zone], language) or ""
    makers = (party_forms.tracks_form, party_forms.time_form, party_forms.terms_form)
    for shown in (*(make(PARTY, "x", say) for make in makers), party_forms.note_form("x", say)):
        yield from (shown.title, *(str(field.to_component_dict()["label"]) for field in shown.children))
    yield party_recap_picture(recap(live, []), language=language).alt


@pytest.mark.parametrize("language", list(Language))
def test_no_party_text_has_a_word_of_the_other_language(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.ui.card, "LONGEST_TEXT", 10**6)  # so that nothing is cut away unread
    cards = party_cards(PARTY, CATALOGUE, FRIDAY, MARK, language)
    read = [(name, text) for name, many in cards.items() for each in many for text in written(each)]
    read += [("line", text) for text in lines(language)]
    assert {(name, word): text[:200] for name, text in read for word in alien(text, language)} == {}


def test_both_languages_say_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """A card or line that is empty in one language would pass as clean."""
    monkeypatch.setattr(bot.ui.card, "LONGEST_TEXT", 10**6)
    english, korean = (party_cards(PARTY, CATALOGUE, FRIDAY, MARK, language) for language in Language)
    for name, many in english.items():
        for one, other in zip(many, korean[name], strict=True):
            counts = [(text.count("\n"), text == "") for text in written(one)]
            assert counts == [(text.count("\n"), text == "") for text in written(other)], name
    for line, counterpart in zip(lines(Language.EN), lines(Language.KO), strict=True):
        assert bool(line) == bool(counterpart)


def test_a_picture_names_its_tracks_as_its_reader_knows_them() -> None:
    party = largest(PARTY, CATALOGUE)
    over = replace(party, state=PartyState.ENDED, programme=rules.planned(party, FRIDAY), ended=FRIDAY)
    evening = recap(over, [Mark(UserId(5), Did.HEART, 0, FRIDAY)])
    drawn = {each: party_recap_picture(for_picture(evening, CATALOGUE, each), language=each).alt for each in Language}
    assert "한" * 40 in drawn[Language.KO]
    assert "한" not in drawn[Language.EN]


# Refusals -------------------------------------------------------------------------------------------------------------

KINDS = {
    "Refusal",
    "NotFound",
    "NotAllowed",
    "BadInput",
    "WrongState",
    "NotPlaying",
    "AnswersClosed",
    "OfferOver",
    "Unclear",
}
WORDED = ("core/parties/*.py", "core/when.py", "bot/ui/guards.py", "bot/ui/part*.py", "cogs/party*.py")
"""Where every refusal is worded in both languages."""


def refusals(source: str) -> Iterator[ast.Call]:
    """Every refusal that *source* makes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in KINDS:
                yield node


def test_every_refusal_of_parties_times_and_guards_is_worded_in_both_languages() -> None:
    found, missing = 0, []
    for pattern in WORDED:
        for path in sorted(ROOT.glob(pattern)):
            for call in refusals(path.read_text("utf-8")):
                found += 1
                words = [ast.unparse(each) for each in call.args[:2]]
                if (
                    len(words) < 2
                    or not HANGUL.search(words[1])
                    or HANGUL.search(words[0].replace("금요일 저녁 8시", ""))
                ):
                    missing.append(f"{path.name}:{call.lineno}")
    assert found > 80
    assert missing == []


def test_a_refusal_that_has_no_korean_stays_english() -> None:
    assert BadInput("Say it again.").said(Language.KO) == "Say it again."
    both = BadInput("Say it again.", "다시 적어 주세요.")
    assert (str(both), both.said(Language.EN), both.said(Language.KO)) == ("Say it again.", "Say it again.", both.ko)
