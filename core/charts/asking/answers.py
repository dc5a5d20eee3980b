"""Every question about the charts beyond a single list; commands, buttons and the command line ask here."""

from core.charts.asking.period_answers import PeriodAnswers
from core.charts.asking.track_answers import TrackAnswers
from core.charts.asking.week_answers import WeekAnswers


class ChartAnswers(WeekAnswers, TrackAnswers, PeriodAnswers):
    """A method a question; *guild* is whose eyes the charts are seen with, and each answer is ready to be shown."""
