"""How long a song was away from a chart before it came back."""

from core.charts.model import Coverage, Entry, Issue, Mark, Status, Week
from core.charts.rules.points import is_known
from core.values import SongId


class Absences:
    """Follows one chart week by week. Void issues leave no trace."""

    def __init__(self) -> None:
        self._issues: list[Issue] = []
        self._last: dict[SongId, tuple[int, Entry]] = {}

    def take(self, week: Week) -> dict[SongId, int]:
        """The songs that return in *week*, each with the number of issues it was away.

        Left out are songs we had not seen before, and absences in which an issue is unknown or too shallow to show that
        the song was not there.
        """
        if week.issue.status is Status.VOID:
            return {}
        returned = {figures.entry.song: figures.entry for figures in week.figures if figures.mark is Mark.RETURN}
        away = {song: weeks for song, entry in returned.items() if (weeks := self._away(entry, week.issue)) is not None}
        for figures in week.figures:
            self._last[figures.entry.song] = (len(self._issues), figures.entry)
        self._issues.append(week.issue)
        return away

    def _away(self, entry: Entry, now: Issue) -> int | None:
        if entry.song not in self._last:
            return None
        index, last = self._last[entry.song]
        between = self._issues[index + 1 :]
        reach = max(entry.reach, last.reach)
        return len(between) if all(_shows(issue, reach, now) for issue in between) else None


def _shows(issue: Issue, reach: int, now: Issue) -> bool:
    """Whether *issue* would have listed a song at rank *reach* of the chart that *now* is an issue of."""
    only_osts = issue.coverage is Coverage.OST and now.coverage is Coverage.ALL
    return is_known(issue) and issue.depth >= reach and not only_osts
