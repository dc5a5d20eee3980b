"""The rules of the charts in words, for ``/chart method``: written from the numbers that the rules themselves use."""

from dataclasses import dataclass
from datetime import date

from core.charts.naming import platform_name
from core.charts.rules.composite import DEPTH, LEAST_FOR_ALL_KILL, LEAST_PLATFORMS
from core.charts.rules.momentum import RULES
from core.charts.rules.recap import SETTLES
from core.charts.rules.weights import EQUAL, PlatformWeights
from core.charts.telling import method_ko
from core.language import Language

LONGEST = 4_000
"""What fits into one message with its headings, in characters."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One rule and its heading."""

    heading: str
    text: str


def method(weights: PlatformWeights = EQUAL, language: Language = Language.EN) -> tuple[Paragraph, ...]:
    """Every rule a fan may ask for, in short paragraphs; *weights* are those of the composite."""
    if language is Language.KO:
        composite = ("여러 플랫폼", method_ko.COMPOSITE + method_ko.weighted(weights))
        told = (*method_ko.LISTS, composite, *method_ko.RECKONING)
    else:
        told = (*_LISTS, ("Several platforms", _COMPOSITE + _weighted(weights)), *_RECKONING)
    return tuple(Paragraph(heading, " ".join(text.split())) for heading, text in told)


_LISTS = (
    (
        "Weekly figures",
        """A week is named after its last day, and only that week and earlier ones are read. Last week: “–” means not on
        the chart, “?” not known. Peak is the best rank, dated where it was reached first. Weeks count appearances, 1
        in the debut week; the streak starts again at 1 on a return. “≥” means that weeks we do not have may add to
        it.""",
    ),
    (
        "Marks",
        """NEW: never listed before, and last week's list was deep enough to show it. RE: listed before, absent last
        week. new?: last week is missing or too shallow to tell. “In our data” means that a gap may hide an earlier
        week. Ties for the biggest move go to the better rank, then to the larger relative change in streams.""",
    ),
    (
        "The OST chart",
        """The K-drama OSTs of the source chart, ranked anew, the source's rank beside each. Moves, peaks and weeks are
        its own. Points, momentum and composite use the source's ranks, because the depth of the list is the
        source's.""",
    ),
    (
        "Ties",
        """Equal means a shared rank, and the next one skips: 1, =2, =2, 4. The order inside a tie means nothing.
        Comparisons are exact, never rounded.""",
    ),
)

_COMPOSITE = f"""A platform gives its weight × (D + 1 − rank) for ranks up to D, else 0; D is {DEPTH}, the
    same for all, however little of a list is known. The score is the part of the most possible, out of 100. A platform
    not loaded is left out of both sides and the title says partial; under {LEAST_PLATFORMS} there is no composite. Of
    each chart the issue that ends inside the week from Monday to Sunday counts; frozen on Sunday at 23:59, what comes
    later makes a revision. All-kill (this server's own, weekly): first of the OSTs on every configured platform, all
    loaded, at least {LEAST_FOR_ALL_KILL}. """

_RECKONING = (
    (
        "Momentum (numbers of our own choice)",
        f"""M sums ln(rank before ÷ rank) over the last {RULES.changes} changes, each older one ×
        {float(RULES.fades):g}; absent is one below the smallest depth, unknown issues are skipped, and streams replace
        ranks (ln(now ÷ before), so labelled) where all are known. Steady up to ±{RULES.steady:.2f}, then rising or
        easing, beyond ±{RULES.fast:.2f} rising fast or falling. A debut has none.""",
    ),
    (
        "Staying power (numbers of our own choice)",
        f"""S is the mean of (N + 1 − rank) ÷ N over the last {RULES.sustain_issues} known issues × 100, 0 where absent;
        under {RULES.sustain_needs} issues it is too early. High S is the chart's {RULES.percentile}th percentile or
        more. Breakout: rising. Powerhouse: rising with high S. Evergreen: steady with high S. Fading: easing or
        falling. Else: Steady.""",
    ),
    (
        "Recaps",
        f"""Points are the sum of N + 1 − rank, N the smallest depth in the period: the inverse points that Billboard
        used before 1991; every week weighs the same. By streams only where every issue has them. Steep:
        (N + 1 − rank) ÷ 100 + e^(−rank ÷ 2), a fan-chart formula that favours the top. Ties: most weeks at 1, then at 2
        and so on, the earlier peak, more weeks. A missing week counts for nobody; “est.” fills it with the mean of its
        neighbours. A collaboration counts in full for each main artist, once for its drama. Provisional until all is
        here and {SETTLES.days} days have passed.""",
    ),
    (
        "Periods",
        """An issue belongs to the period of its last day. A year is January to December, a chart year December to
        November. Whole run credits a song's entire run to the period of its peak.""",
    ),
    (
        "Records",
        """Of the weeks in our data. Uncertain debuts, absences with a gap inside and estimates set none; shared records
        name everyone.""",
    ),
    (
        "Afterglow",
        """Weeks and points of issues that end after the drama's finale; without a finale date there is none. Evergreen
        of the year: the most such points.""",
    ),
)


def _weighted(weights: PlatformWeights) -> str:
    if weights.newest is None:
        return "All platforms weigh the same."
    since, table = weights.newest
    said = ", ".join(f"{platform_name(platform)} × {weight}" for platform, weight in table.items())
    begin = "" if since == date.min else f" since {since}"
    return f"Weights{begin}: {said}, any other × 1; a week keeps the weights of its time."
