"""What a week's story is told from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.catalog.model import Names
from core.charts.model import Week
from core.charts.rules.absences import Absences
from core.charts.rules.momentum import Momentum, momentum
from core.charts.rules.points import is_known
from core.charts.rules.records import DramaOf, Record, broken
from core.values import DramaKey, SongId


@dataclass(frozen=True, slots=True)
class Title:
    """How a song is called; *artist* and *artist_ko* are left out where nobody knows."""

    names: Names
    artist: str | None = None
    artist_ko: str | None = None

    @property
    def en(self) -> str:
        """``“Title” by Artist``."""
        return f"“{self.names}” by {self.artist}" if self.artist else f"“{self.names}”"

    @property
    def ko(self) -> str:
        """``‘제목’(가수)``."""
        artist = self.artist_ko or self.artist
        return f"‘{self.names.ko or self.names}’({artist})" if artist else f"‘{self.names.ko or self.names}’"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a story is told from: the week, the one before, and what the chart's history says of it.

    *away* is how long each returning song was gone; *issues* is the number of issues in the store, among which the
    records *broken* this week hold; *titles* and *dramas* name everything listed. *among_osts* says that of a whole
    list the OSTs alone are stored, so that nothing can be said of all of it.
    """

    week: Week
    titles: Mapping[SongId, Title]
    before: Week | None = None
    away: Mapping[SongId, int] = field(default_factory=dict)
    broken: tuple[Record, ...] = ()
    issues: int = 1
    momentum: tuple[Momentum, ...] = ()
    dramas: Mapping[DramaKey, Names] = field(default_factory=dict)
    cadence: str = "weekly"
    among_osts: bool = False


def facts(
    weeks: Sequence[Week],
    titles: Mapping[SongId, Title],
    *,
    drama_of: DramaOf = lambda _: None,
    dramas: Mapping[DramaKey, Names] | None = None,
    cadence: str = "weekly",
) -> Facts:
    """The facts of the last of *weeks*, which are in order and without holes (``cadence.gapless``)."""
    absences = Absences()
    away: Mapping[SongId, int] = {}
    for week in weeks:
        away = absences.take(week)
    return Facts(
        week=weeks[-1],
        titles=titles,
        before=weeks[-2] if len(weeks) > 1 else None,
        away=away,
        broken=broken(weeks, drama_of),
        issues=sum(is_known(week.issue) for week in weeks),
        momentum=momentum(weeks),
        dramas=dramas or {},
        cadence=cadence,
    )
