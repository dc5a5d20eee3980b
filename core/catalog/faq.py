"""The frequent questions: found by what they are about."""

from dataclasses import dataclass

from core.catalog.model import Catalogue, Question
from core.errors import NotFound
from core.language import Language
from core.text import fold


@dataclass(frozen=True, slots=True)
class Said:
    """A question and its answer as one language says them, and which that is."""

    topic: str
    question: str
    answer: str
    language: Language


def asked(catalogue: Catalogue, typed: str) -> list[Question]:
    """The questions that *typed* may be about: those that begin so or name it first, then those whose answers do."""
    wanted = fold(typed)
    nearness = {each.key: _nearness(each, wanted) for each in catalogue.questions.values()}
    near = [each for each in catalogue.questions.values() if nearness[each.key] is not None]
    return sorted(near, key=lambda each: (nearness[each.key], each.key))


def question(catalogue: Catalogue, text: str) -> Question:
    """The question under the key *text*, else the one that *text* is most about.

    Raises:
        NotFound: no question is about it; the text names the topics.
    """
    found = [catalogue.questions[text]] if text in catalogue.questions else asked(catalogue, text)
    if not found:
        topics = ", ".join(topic(each) for each in catalogue.questions.values())
        raise NotFound(
            f"No question here is about “{text[:40]}”; these are: {topics}.",
            f"그런 질문은 없습니다(“{text[:40]}”). 있는 질문: {topics}",
        )
    return found[0]


def topic(asked_: Question, language: Language = Language.EN) -> str:
    """What a question is about, in a few words."""
    return said(asked_, language).topic


def said(asked_: Question, language: Language) -> Said:
    """The question and its answer in *language*, in English where nobody has written it in Korean."""
    if language is Language.KO and asked_.question_ko and asked_.answer_ko:
        return Said(asked_.topic_ko or asked_.question_ko, asked_.question_ko, asked_.answer_ko, language)
    return Said(asked_.topic or asked_.key.replace("-", " "), asked_.question, asked_.answer, Language.EN)


def _nearness(each: Question, wanted: str) -> int | None:
    languages = [said(each, language) for language in Language]
    if any(fold(one.topic).startswith(wanted) for one in languages):
        return 0
    texts = zip(*((one.topic, one.question, one.answer) for one in languages), strict=True)
    return next((place for place, both in enumerate(texts, 1) if any(wanted in fold(text) for text in both)), None)
