"""Pictures people share: a value in, a PNG with its alternative text out. Pure, thread-safe, without any network."""

from bot.ui.pictures.comparison import comparison_picture
from bot.ui.pictures.recap import Recap, Standing, recap_picture
from bot.ui.pictures.run import run_picture
from bot.ui.pictures.runs import Point, Run
from bot.ui.pictures.values import Picture, Theme
from bot.ui.pictures.week import weekly_card

__all__ = [
    "Picture",
    "Point",
    "Recap",
    "Run",
    "Standing",
    "Theme",
    "comparison_picture",
    "recap_picture",
    "run_picture",
    "weekly_card",
]
