"""Every question about the charts beyond a single list; commands, buttons and the command line ask here."""

from core.charts.asking.history_answers import HistoryAnswers
from core.charts.asking.platform_answers import PlatformAnswers
from core.charts.asking.recap_answers import RecapAnswers
from core.charts.asking.track_answers import TrackAnswers
from core.charts.asking.week_answers import WeekAnswers


class ChartAnswers(WeekAnswers, TrackAnswers, PlatformAnswers, RecapAnswers, HistoryAnswers):
    """A method a question; *guild* is whose eyes the charts are seen with, and each answer is ready to be shown."""
