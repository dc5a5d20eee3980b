"""One log of everything that people did to a server's data, and one way to take it back."""

from core.charts.curation import CurationDesk, can_undo
from core.charts.imports import Import
from core.charts.loading import Plan
from core.charts.ports import Change
from core.errors import NotFound
from core.growth.desk import GrowthDesk
from core.growth.model import Proposal
from core.values import GuildId, UserId


class HistoryDesk:
    """Charts and catalogue share the log; each knows how to undo its own."""

    def __init__(self, charts: CurationDesk, growth: GrowthDesk) -> None:
        self._charts = charts
        self._growth = growth

    async def log(self, guild: GuildId) -> list[Change]:
        """What was done lately, newest first."""
        return await self._charts.log(guild)

    async def undoing(self, guild: GuildId, number: int | None) -> tuple[Change, list[Plan] | None]:
        """The change under *number*, or the latest that can be undone, and what taking it back would change; a change
        of the catalogue has no plans.

        Raises:
            NotFound: there is no such change.
            BadInput: a later change stands on it, or it cannot be undone.
        """
        log = await self.log(guild)
        change = next((each for each in log if (_can_undo(each) if number is None else each.id == number)), None)
        if change is None:
            raise NotFound(
                "There is no such change; /data log shows the latest ones.",
                "그런 변경이 없습니다. 최근 변경은 /data log에서 볼 수 있습니다.",
            )
        return change, None if change.detail else await self._charts.undoing(guild, change)

    async def undo(self, guild: GuildId, number: int | None, by: UserId | None) -> Import | Proposal:
        """Take a change back, without a number the latest; what was done instead.

        Raises:
            NotFound: there is no such change.
            BadInput: a later change stands on it, or it cannot be undone.
        """
        change, plans = await self.undoing(guild, number)
        if plans is None:
            return await self._growth.undo(guild, change.id, by)
        return await self._charts.publish(plans, by, f"undo of change {change.id}")


def _can_undo(change: Change) -> bool:
    return bool(change.detail) or can_undo(change)
