"""What every chart answer says alike, in the reader's language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from core.catalog.model import Names
from core.catalog.tongue import Tongue
from core.charts.asking.answered import At, On
from core.charts.model import Chart, Figures
from core.charts.naming import platform_name, title_ko
from core.charts.telling import words, words_ko
from core.charts.telling.told import Row, joined
from core.charts.telling.units import Unit, unit_of
from core.language import Language

T = TypeVar("T")


class Named(Protocol):
    """A song with its names: on a board, or alone."""

    @property
    def title(self) -> Names: ...

    @property
    def artist(self) -> str: ...

    @property
    def artist_ko(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Speech:
    """How an answer speaks: what every teller says alike, in one language."""

    language: Language = Language.EN

    def say(self, en: str, ko: str) -> str:
        """Whichever of the two is in the reader's language."""
        return self.language.say(en, ko)

    def day(self, value: date) -> str:
        """A date in words."""
        return self.say(words.day(value), words_ko.day(value))

    def who(self, name: Named) -> str:
        """A song as its reader knows it: ``Sudden Shower (소나기) – ECLIPSE``, in Korean ``소나기 (Sudden Shower) –
        이클립스``."""
        return f"{self.both(name.title)} – {self.by(name.artist, name.artist_ko)}"

    def both(self, names: Names) -> str:
        """A name in both scripts, the reader's own first."""
        return Tongue(self.language).both(names)

    def by(self, artist: str, korean: str = "") -> str:
        """Who sings, in the reader's own script where that is known."""
        return self.say(artist, korean or artist) or self.say("artist unknown", "가수 미상")

    def movement(self, figures: Figures) -> str:
        """What an entry did since last week, short: ``▲3``, ``NEW``."""
        return self.say(words.movement(figures), words_ko.movement(figures))

    def rank(self, number: int | None) -> str:
        """``No. 3``, ``3위``."""
        return self.say(f"No. {number}", f"{number}위")

    def place(self, figures: Figures) -> str:
        """``No. 3 ▲2``."""
        return f"{self.rank(figures.entry.rank)} {self.movement(figures)}".rstrip()

    def peak(self, rank: int) -> str:
        """``peak 2``."""
        return self.say(f"peak {rank}", f"최고 {rank}위")

    def songs(self, number: int) -> str:
        """``1 song``, ``2 songs``."""
        return self.say(f"{number:,} song{'' if number == 1 else 's'}", f"{number:,}곡")

    def points(self, number: str) -> str:
        """``86 points``; the *number* as it is printed."""
        return self.say(f"{number} points", f"{number}점")

    def title(self, chart: Chart) -> str:
        """What *chart* is called."""
        return self.say(chart.title, title_ko(chart))

    def source(self, chart: Chart) -> str:
        """Where the numbers of *chart* come from."""
        return self.say(words.source_of(chart), words_ko.source_of(chart))

    def more(self, shown: int, of: int) -> tuple[Row, ...]:
        """That there are more than are shown."""
        return (Row(self.say(f"and {of - shown} more", f"외 {of - shown}개")),) if of > shown else ()

    def rows(self, things: Sequence[T], row: Callable[[T], Row], most: int) -> tuple[Row, ...]:
        """A row for each of the first *most* things, and how many more there are."""
        return (*map(row, things[:most]), *self.more(most, len(things)))


@dataclass(frozen=True, slots=True)
class Teller:
    """What is said alike in every answer about one list."""

    on: On
    speech: Speech

    @property
    def unit(self) -> Unit:
        """How the list counts time."""
        return unit_of(self.on.chart.cadence)

    @property
    def one(self) -> str:
        """The unit itself: ``week``."""
        return self.speech.say(self.unit.en, self.unit.ko)

    @property
    def now(self) -> str:
        """``this week``."""
        return self.speech.say(self.unit.now, self.unit.now_ko)

    @property
    def last(self) -> str:
        """``last week``, before a number."""
        return self.speech.say(self.unit.last, self.unit.last_ko)

    @property
    def title(self) -> str:
        """What the list is called."""
        return self.speech.title(self.on.chart)

    def count(self, number: int) -> str:
        """``1 week``, ``2 weeks``."""
        return self.speech.say(self.unit.count_en(number), f"{number:,}{self.unit.ko}")

    def weeks(self, figures: Figures) -> str:
        """``weeks 7``, with ``≥`` where earlier ones may be missing."""
        number = words.weeks(figures)
        return self.speech.say(f"{self.unit.en}s {number}", f"{number}{self.unit.ko}")

    def issue(self, at: At) -> str:
        """The issue in words: ``week to 25 Jul 2024``, with its revision where it was corrected."""
        daily, day = self.on.chart.cadence == "daily", self.speech.day(at.end)
        said = self.speech.say(f"{self.unit.en} {'of' if daily else 'to'} {day}", day if daily else f"{day}까지")
        corrected = self.speech.say(f"corrected, revision {at.revision}", f"정정, 수정본 {at.revision}")
        return joined(said, corrected if at.revision > 1 else "")

    def on_source(self, figures: Figures) -> str:
        """The place on the source's whole list: ``#30 on Spotify``."""
        rank, platform = figures.entry.source_rank, platform_name(self.on.chart.platform)
        return "" if rank is None else self.speech.say(f"#{rank} on {platform}", f"{platform} {rank}위")

    @property
    def source(self) -> str:
        """Where the numbers come from."""
        return self.speech.source(self.on.source or self.on.chart)

    def nothing(self, when: str) -> str:
        """That the list is empty *when* asked, and where more is to be seen."""
        title = (self.on.source or self.on.chart).title
        if self.on.only_osts:
            return self.speech.say(
                f"No K-drama OST is on {title} {when}; “only: all” shows the whole list.",
                f"{when} {title}에는 한국 드라마 OST가 없습니다. “only: all”로 전체 목록을 볼 수 있습니다.",
            )
        return self.speech.say(f"Nothing is on {title} {when}.", f"{when} {title}에는 곡이 없습니다.")

    def standing(self, figures: Figures) -> str:
        """What stands beside a place: last week, peak, weeks, the source's rank and its claims."""
        cadence = self.on.chart.cadence
        return joined(
            self.speech.say(words.numbers(figures, cadence), words_ko.numbers(figures, cadence)),
            self.on_source(figures),
            self.speech.say(words.claims(figures, cadence), words_ko.claims(figures, cadence)),
        )
