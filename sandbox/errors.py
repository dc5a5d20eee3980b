"""What the sandbox says no with."""

from typing import Any


class SandboxError(Exception):
    """The sandbox cannot run as asked; the text is one sentence that says why and what to do."""


class ApiError(Exception):
    """A bot's request that Discord refuses: HTTP *status*, JSON error *code*, *message* and the *errors* of fields."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> dict[str, Any]:
        """The JSON body of the answer."""
        answer: dict[str, Any] = {"message": self.message, "code": self.code}
        return answer if self.errors is None else {**answer, "errors": self.errors}

    def sentence(self) -> str:
        """What is wrong, in one sentence for a person: the first field's problem where there are fields."""
        node, path = self.errors or {}, list[str]()
        while node and "_errors" not in node:
            key = next(iter(node))
            node, path = node[key], [*path, key]
        problem = str(node["_errors"][0]["message"]).rstrip(".") if node else self.message.rstrip(".")
        return f"{'.'.join(path)}: {problem}." if path else f"{problem}."


class ControlError(Exception):
    """A call of the control API that cannot be done; HTTP *status* and one sentence."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def unknown(code: int, what: str) -> ApiError:
    """Discord's 404 for an object that is not there: ``unknown(10003, "Channel")``."""
    return ApiError(404, code, f"Unknown {what}")


def missing_access() -> ApiError:
    """The bot cannot see the place at all."""
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    """The bot sees the place and may not do this there."""
    return ApiError(403, 50013, "Missing Permissions")
