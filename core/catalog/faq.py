"""The frequent questions: found by what they are about."""

from core.catalog.model import Catalogue, Question
from core.errors import NotFound
from core.text import fold


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


def topic(asked_: Question) -> str:
    """What a question is about, in a few words."""
    return asked_.topic or asked_.key.replace("-", " ")


def _nearness(each: Question, wanted: str) -> int | None:
    texts = (topic(each), each.question, each.answer)
    if fold(texts[0]).startswith(wanted):
        return 0
    return next((place for place, text in enumerate(texts, 1) if wanted in fold(text)), None)
