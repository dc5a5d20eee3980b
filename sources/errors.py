"""What is said when a chart source gives nothing that can be published."""

from datetime import datetime

from core.errors import NotAllowed, Refusal


class SourceAway(Refusal):
    """The source does not answer at the moment. *kept_at* is when the copy on this disk was fetched; ``None``: none."""

    def __init__(self, sentence: str, kept_at: datetime | None = None) -> None:
        super().__init__(sentence)
        self.kept_at = kept_at


class SourceChanged(Refusal):
    """The source answers, but not with the chart that ostbot knows; nothing of it is taken."""


class SourceEmpty(SourceChanged):
    """The source answers in its known shape and lists no songs."""


class SourceRejects(SourceChanged):
    """The source answers that the request is wrong: *status* is its HTTP status (4xx), *body* what it says."""

    def __init__(self, sentence: str, status: int, body: bytes) -> None:
        super().__init__(sentence)
        self.status = status
        self.body = body


class KeyRefused(Refusal):
    """The source does not accept the operator's key."""


class AddressRefused(NotAllowed):
    """An address that ostbot does not fetch: no https, not on the source's list, or not on the public internet."""


class NothingNew(Refusal):
    """The source still shows the list that is here already."""


class SourceStale(Refusal):
    """The source shows an older week than the one that is due."""


class WeekUnclear(Refusal):
    """It is not certain that the list is the week after the last one; somebody has to confirm it."""
