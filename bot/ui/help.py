"""Cards of help: drawn from the commands themselves, so that they cannot go stale."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from discord import app_commands

from bot.ui.card import Card, button, card
from core.catalog.model import Catalogue
from core.charts.model import Chart
from core.errors import NotFound
from core.language import Language, Words
from core.text import fold

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
Leaf = app_commands.Command[Any, ..., Any]

ALL = "all"
"""The topic under which everything is."""

_TITLE = Words("What you can ask me", "무엇을 물어볼 수 있나요")
_MANAGERS = Words("for managers", "관리자용")
_MENU = Words("in a message's menu, under Apps", "메시지 메뉴의 ‘앱’에서")
_PRIVATE = Words(
    "Answers are private; press Share to show one to everybody. What you type is suggested as you type.",
    "답은 본인에게만 보입니다. 모두에게 보이려면 ‘공유’를 누르세요. 입력하는 동안 제안이 나타납니다.",
)
_IN_KOREAN = {
    "ost": ("노래", "드라마", "가수", "검색"),
    "chart": ("차트", "순위"),
    "party": ("파티", "리스닝"),
    "schedule": ("예약", "일정", "게시"),
    "data": ("데이터", "자료"),
    "me": ("내 정보", "설정"),
    "setup": ("서버 설정", "설정"),
}
"""What people who read Korean call a group of commands."""

_BACK = Words("Everything", "전체")


def help_id(topic: str) -> str:
    """The custom id that explains a group of commands."""
    return f"help:v1:{topic}"


def help_card(
    commands: Iterable[AnyCommand], topic: str = ALL, *, manager: bool = False, language: Language = Language.EN
) -> Card:
    """Everything in a line a group, with a button to each; or one group, or one command with its options.

    What only managers may do is shown to a *manager*.

    Raises:
        NotFound: there is no such topic; the text names the nearest.
    """
    known = [each for each in commands if manager or not _of_managers(each)]
    wanted = fold(topic).removeprefix("/")
    return card(*_texts(known, wanted, language), buttons=_turns(known, language, back=wanted != ALL))


def topics(commands: Iterable[AnyCommand], typed: str, *, manager: bool) -> list[tuple[str, str]]:
    """What help there is on what is *typed*, each topic with its description: groups before their commands."""
    known = [each for each in commands if manager or not _of_managers(each)]
    groups = [(each.name, each.description) for each in known if isinstance(each, app_commands.Group)]
    every = [*groups, *((leaf.qualified_name, leaf.description) for leaf in _leaves(known))]
    words = fold(typed).removeprefix("/").split()
    return [each for each in every if all(word in _said_of(each) for word in words)]


def _said_of(topic: tuple[str, str]) -> str:
    return fold(" ".join((*topic, *_IN_KOREAN.get(topic[0], ()))))


def about_card(catalogue: Catalogue, charts: list[Chart]) -> Card:
    """What the bot is and how much it knows."""
    names = ", ".join(chart.title for chart in charts) or "none yet"
    return card(
        "## ostbot",
        "K-drama soundtracks: answers to your questions, the weekly chart at your server's hour, and listening parties "
        "where everyone presses play together.",
        f"I know {len(catalogue.dramas)} dramas, {len(catalogue.tracks)} tracks and {len(catalogue.artists)} artists. "
        f"Charts here: {names}.",
    )


def _texts(known: Sequence[AnyCommand], wanted: str, language: Language) -> tuple[str, ...]:
    if wanted == ALL:
        lines = [line for each in known for line in _brief(each, language)]
        return f"## {_TITLE.said(language)}", "\n".join(lines), f"-# {_PRIVATE.said(language)}"
    for group in known:
        if fold(group.name) == wanted and isinstance(group, app_commands.Group):
            lines = [f"**/{leaf.qualified_name}**{_shape(leaf)}\n-# {leaf.description}" for leaf in _leaves([group])]
            return f"## /{group.name}\n{group.description}", "\n".join(lines)
    called = next((each for each in known if wanted in map(fold, _IN_KOREAN.get(each.name, ()))), None)
    if called is not None and wanted != fold(called.name):
        return _texts(known, fold(called.name), language)
    for leaf in _leaves(known):
        if fold(leaf.qualified_name) == wanted:
            return f"## /{leaf.qualified_name}\n{leaf.description}", "\n".join(_options(leaf))
    near = [name for name, _ in topics(known, wanted, manager=True)][:3]
    near = near or get_close_matches(wanted, [name for name, _ in topics(known, "", manager=True)], 3)
    names, asked = ", ".join(near), wanted[:60]
    hint = f"did you mean {names}?" if near else "/help without a topic shows everything."
    hint_ko = f"혹시 이것인가요? {names}" if near else "/help만 입력하면 모두 볼 수 있습니다."
    raise NotFound(f"I have no help on “{asked}”: {hint}", f"도움말이 없습니다(“{asked}”). {hint_ko}")


def _brief(command: AnyCommand, language: Language) -> list[str]:
    for_whom = f" · {_MANAGERS.said(language)}" if _of_managers(command) else ""
    if isinstance(command, app_commands.Group):
        names = " · ".join(each.name for each in command.commands)
        return [f"**/{command.name}** {command.description}{for_whom}", f"-# {names}"]
    if isinstance(command, app_commands.ContextMenu):
        return [f"**{command.name}** {_MENU.said(language)}"]
    return [f"**/{command.name}** {command.description}{for_whom}"]


def _turns(known: Sequence[AnyCommand], language: Language, *, back: bool = True) -> list[Any]:
    ways = [(f"/{each.name}", each.name) for each in known if isinstance(each, app_commands.Group)]
    if back:
        ways.insert(0, (_BACK.said(language), ALL))
    return [button(label, help_id(topic)) for label, topic in ways]


def _shape(leaf: Leaf) -> str:
    """The options as they are written: required ones bare, the others in brackets."""
    named = [each.display_name if each.required else f"[{each.display_name}]" for each in leaf.parameters]
    return "".join(f" {name}" for name in named)


def _options(leaf: Leaf) -> Iterator[str]:
    for each in sorted(leaf.parameters, key=lambda option: not option.required):
        name = each.display_name if each.required else f"[{each.display_name}]"
        yield f"**{name}** {each.description}"


def _leaves(commands: Iterable[AnyCommand]) -> Iterator[Leaf]:
    for each in commands:
        if isinstance(each, app_commands.Group):
            yield from _leaves(each.commands)
        elif isinstance(each, app_commands.Command):
            yield each


def _of_managers(command: AnyCommand) -> bool:
    needed = command.default_permissions
    return needed is not None and needed.manage_guild
