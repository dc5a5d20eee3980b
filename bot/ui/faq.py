"""The frequent questions, each with its source and its date."""

from bot.ui.card import Button, Card, button, card
from bot.ui.discovery import genre_lines
from bot.ui.safe import safe
from bot.ui.songs import SHOW, Reader, page_id, sharing
from core.catalog import faq
from core.catalog.labels import shorten
from core.catalog.model import Question
from core.catalog.sources import is_article, source_name
from core.language import Language

ABOUT_GENRES = frozenset({"only-ballads", "which-genres"})
"""The questions that the catalogue can answer from its own data too."""


def question_card(asked: Question, reader: Reader) -> Card:
    """A question, its answer, whose words they are and of when."""
    say, said = reader.tongue, faq.said(asked, reader.tongue.language)
    if is_article(asked.source):
        whose = say("Retold from an article; its opinions are its own", "기사를 옮긴 것이며 의견은 기사의 것이에요")
    else:
        whose = say("Retold from its source", "출처를 옮긴 것이에요")
    english = " · 답은 영어로만 있어요" if said.language is not say.language else ""
    source, dated = safe(source_name(asked.source, say.language)), safe(_date(asked, reader))
    notes = [f"{whose}{english}", f"{say('Source', '출처')}: {source} · {say('Date', '날짜')}: {dated}"]
    buttons = _beside(asked, reader)
    if not reader.signed:
        buttons.append(sharing(reader, "faq", asked.key))
    return card(
        f"## {safe(said.question)}",
        safe(said.answer),
        "\n".join(genre_lines(reader)) if asked.key in ABOUT_GENRES else "",
        reader.sign("\n".join(f"-# {note}" for note in notes)),
        buttons=buttons,
    )


def questions_card(reader: Reader) -> Card:
    """Every question there is an answer to."""
    say, questions = reader.tongue, list(reader.catalogue.questions.values())
    lines = [f"{number}. {safe(faq.said(each, say.language).question)}" for number, each in enumerate(questions, 1)]
    first = [button(say("Read the first", "첫 질문 보기"), page_id(SHOW, "faq", each.key)) for each in questions[:1]]
    return card(
        f"## {say('Questions and answers', '자주 묻는 질문')}",
        "\n".join(lines) or say("None yet.", "아직 없어요."),
        reader.sign(f"-# {say('Choose one with', '고르기:')} /ost faq"),
        buttons=first,
    )


def question_choice(asked: Question, language: Language) -> str:
    """One line of an autocomplete."""
    said = faq.said(asked, language)
    return shorten(f"{said.topic} - {said.question}", 100)


def _date(asked: Question, reader: Reader) -> str:
    undated = not any(character.isdigit() for character in asked.as_of)
    return reader.tongue("unknown (the article has none)", "알 수 없음 (기사에 없음)") if undated else asked.as_of


def _beside(asked: Question, reader: Reader) -> list[Button]:
    say, keys = reader.tongue, list(reader.catalogue.questions)
    at = keys.index(asked.key)
    ways = (
        (say("Previous question", "이전 질문"), keys[at - 1 : at] if at else []),
        (say("Next question", "다음 질문"), keys[at + 1 : at + 2]),
    )
    return [button(label, page_id(SHOW, "faq", key)) for label, there in ways for key in there]
