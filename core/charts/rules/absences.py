"""How long a song was away from a chart before it came back."""

from collections.abc import Iterable

from core.charts.model import Coverage, Entry, Issue, Mark, Status, Week
from core.charts.rules.points import is_known
from core.values import SongId


def away(between: Iterable[Issue], last: Entry, back: Entry, now: Issue) -> int | None:
    """How many issues a song was away whose *last* entry and whose return, *back* in the issue *now*, are these.

    *between* are the issues between the two, holes as missing ones (``cadence.gapless``). ``None`` where one of them is
    unknown or too shallow to show that the song was not there. Void issues count for nothing.
    """
    reach = max(back.reach, last.reach)
    weeks = 0
    for issue in between:
        if issue.status is Status.VOID:
            continue
        if not _shows(issue, reach, now):
            return None
        weeks += 1
    return weeks


class Absences:
    """Follows one chart week by week."""

    def __init__(self) -> None:
        self._issues: list[Issue] = []
        self._last: dict[SongId, tuple[int, Entry]] = {}

    def take(self, week: Week) -> dict[SongId, int]:
        """The songs that return in *week*, each with the number of issues it was away.

        Left out are songs we had not seen before, and absences that are not certain.
        """
        returned = {figures.entry.song: figures.entry for figures in week.figures if figures.mark is Mark.RETURN}
        gone = {song: weeks for song, entry in returned.items() if (weeks := self._away(entry, week.issue)) is not None}
        for figures in week.figures:
            self._last[figures.entry.song] = (len(self._issues), figures.entry)
        self._issues.append(week.issue)
        return gone

    def _away(self, entry: Entry, now: Issue) -> int | None:
        if entry.song not in self._last:
            return None
        index, last = self._last[entry.song]
        return away(self._issues[index + 1 :], last, entry, now)


def _shows(issue: Issue, reach: int, now: Issue) -> bool:
    """Whether *issue* would have listed a song at rank *reach* of the chart that *now* is an issue of."""
    only_osts = issue.coverage is Coverage.OST and now.coverage is Coverage.ALL
    return is_known(issue) and issue.depth >= reach and not only_osts
