"""How much of a period is in the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.charts.model import Status, Week
from core.charts.rules.cadence import due
from core.charts.rules.periods import Period
from core.charts.rules.points import is_known
from core.text import plural

_UNITS = {"daily": "day", "weekly": "week", "monthly": "month"}
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Complete:
    """How much of a period is here: *known* of *due* issues; *missing* are over and not here, *coming* not yet over."""

    known: int
    due: int
    missing: tuple[date, ...] = ()
    coming: int = 0
    unit: str = "week"

    def __str__(self) -> str:
        said = f"{self.known} of {plural(self.due, self.unit)}"
        if len(self.missing) > _MOST_NAMED:
            said += f" ({plural(len(self.missing), self.unit)} missing)"
        elif self.missing:
            ends = ", ".join(f"{end.day} {end:%b}" for end in self.missing)
            said += f" ({self.unit}{'s' if len(self.missing) > 1 else ''} to {ends} missing)"
        return f"{said}, {self.coming} to come" if self.coming else said


def complete(weeks: Sequence[Week], period: Period, today: date, cadence: str) -> Complete:
    """What is here of the issues that end in *period*, by the cadence of the chart; void issues are never due."""
    void = {week.issue.end for week in weeks if week.issue.status is Status.VOID}
    known = {week.issue.end for week in weeks if is_known(week.issue)}
    ends = [
        end for end in due((week.issue.end for week in weeks), cadence, period.first, period.last) if end not in void
    ]
    absent = [end for end in ends if end not in known]
    return Complete(
        known=len(ends) - len(absent),
        due=len(ends),
        missing=tuple(end for end in absent if end <= today),
        coming=sum(end > today for end in absent),
        unit=_UNITS.get(cadence, "issue"),
    )
