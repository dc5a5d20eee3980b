"""Answers to interactions: callbacks and the webhook routes that carry the interaction's token."""

from sandbox import answers, message_shapes
from sandbox.interactions import Interaction
from sandbox.ratelimit import FOLLOW_UPS
from sandbox.rest.call import Call, Routes
from sandbox.world import Record

routes = Routes()
WEBHOOK = "/webhooks/{application}/{token}"


@routes.on("POST", "/interactions/{interaction}/{token}/callback", limit=None, token=True)
async def callback(call: Call) -> Record | None:
    """The first answer; a JSON object when ``with_response`` is set, else 204."""
    one = call.service.interactions.to_answer(call.at["interaction"], call.at["token"])
    response = answers.answer(call.service, one, call.body, call.files)
    return response if call.query.get("with_response", "").lower() in {"1", "true"} else None


def _followed(call: Call) -> Interaction:
    return call.service.interactions.to_follow(call.at["application"], call.at["token"])


def _shown(call: Call, message: Record) -> Record:
    return message_shapes.message(call.world, message, call.at["application"])


@routes.on("POST", WEBHOOK, limit=FOLLOW_UPS, token=True)
async def follow_up(call: Call) -> Record:
    """A follow-up message."""
    return _shown(call, answers.follow_up(call.service, _followed(call), call.body, call.files))


@routes.on("GET", WEBHOOK + "/messages/{message}", limit=FOLLOW_UPS, token=True)
async def get(call: Call) -> Record:
    """An answer, ``@original`` or a follow-up."""
    return _shown(call, answers.find(call.service, _followed(call), call.at["message"]))


@routes.on("PATCH", WEBHOOK + "/messages/{message}", limit=FOLLOW_UPS, token=True)
async def edit(call: Call) -> Record:
    """Edit an answer."""
    one = _followed(call)
    message = answers.find(call.service, one, call.at["message"])
    return _shown(call, answers.revise(call.service, one, message, call.body, call.files))


@routes.on("DELETE", WEBHOOK + "/messages/{message}", limit=FOLLOW_UPS, token=True)
async def delete(call: Call) -> None:
    """Delete an answer."""
    one = _followed(call)
    answers.remove(call.service, one, answers.find(call.service, one, call.at["message"]))
