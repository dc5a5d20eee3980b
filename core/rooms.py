"""The rooms of the house: everything that can be asked, in one value handed to whoever asks."""

from dataclasses import dataclass

from core.catalog.desk import CatalogDesk
from core.charts.asking.answers import ChartAnswers
from core.charts.curation import CurationDesk
from core.charts.desk import ChartDesk
from core.charts.imports import ImportDesk
from core.facts import FactDesk
from core.guilds.desk import GuildDesk
from core.parties.desk import PartyDesk
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
    guilds: GuildDesk
    people: PeopleDesk
    facts: FactDesk
    clock: Clock
