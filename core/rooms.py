"""The rooms of the house: everything that can be asked, in one value handed to whoever asks."""

from dataclasses import dataclass

from core.catalog.desk import CatalogDesk
from core.charts.asking.answers import ChartAnswers
from core.charts.curation import CurationDesk
from core.charts.desk import ChartDesk
from core.charts.imports import ImportDesk
from core.facts import FactDesk
from core.follows.desk import FollowDesk
from core.growth.desk import GrowthDesk
from core.growth.suggestions import SuggestionDesk
from core.guilds.desk import GuildDesk
from core.history import HistoryDesk
from core.parties.desk import PartyDesk
from core.parties.evening import EveningDesk
from core.parties.hosting import HostDesk
from core.parties.repeating import SeriesDesk
from core.parties.watch import WatchDesk
from core.people.desk import PeopleDesk
from core.ports import Clock
from core.posts.desk import PostDesk


@dataclass(frozen=True, slots=True)
class Rooms:
    """One door per use case: commands, buttons, jobs and the command line all come through these."""

    catalog: CatalogDesk
    charts: ChartDesk
    answers: ChartAnswers
    imports: ImportDesk
    curation: CurationDesk
    posts: PostDesk
    parties: PartyDesk
    hosting: HostDesk
    evenings: EveningDesk
    series: SeriesDesk
    watch: WatchDesk
    guilds: GuildDesk
    people: PeopleDesk
    growth: GrowthDesk
    suggestions: SuggestionDesk
    follows: FollowDesk
    history: HistoryDesk
    facts: FactDesk
    clock: Clock
