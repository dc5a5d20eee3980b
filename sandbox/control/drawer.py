"""The drawer: what bots asked for, and what is broken on purpose."""

from sandbox.control.ask import Ask, Calls
from sandbox.errors import ControlError
from sandbox.world import Record

calls = Calls()
DOINGS = ("drop", "reconnect", "invalid-session", "silence")
STEPS = ("hello", "identify", "ready", "resume")


@calls.on("GET", "/requests")
async def requests(ask: Ask) -> list[Record]:
    """The REST requests after number "after"."""
    after = ask.query.get("after", "0")
    if not after.isdecimal():
        raise ControlError('"after" must be the number of a request.')
    return ask.service.journal.after(int(after))


@calls.on("GET", "/faults")
async def faults(ask: Ask) -> list[Record]:
    """The faults that lie in wait."""
    return [fault.shown() for fault in ask.service.faults]


@calls.on("POST", "/faults")
async def add_fault(ask: Ask) -> Record:
    """Set a fault."""
    return ask.service.faults.add(ask.body).shown()


@calls.on("DELETE", "/faults")
async def clear_faults(ask: Ask) -> None:
    """Take every fault away."""
    ask.service.faults.clear()


@calls.on("POST", "/gateway")
async def gateway(ask: Ask) -> Record:
    """Do something to every gateway connection, or "at" a step to the next one; says to how many at once."""
    doing, code = ask.body.get("do"), ask.body.get("code")
    if doing not in DOINGS:
        raise ControlError(f'"do" must be one of {", ".join(DOINGS)}.')
    if code is not None and not (isinstance(code, int) and (code == 1000 or 3000 <= code <= 4999)):
        raise ControlError('"code" must be a close code: 1000, or 3000 to 4999.')
    step = ask.body.get("at")
    if step is not None:
        if doing != "drop" or step not in STEPS:
            raise ControlError(f'"at" goes with "drop" and is one of {", ".join(STEPS)}.')
        ask.service.gateway.traps.append(step)
        return {"connections": 0}
    connections = list(ask.service.gateway.connections)
    for connection in connections:
        if doing == "drop" and code is not None:
            await connection.close(code, "Closed by the sandbox's control API.")
        elif doing == "drop":
            connection.drop()
        elif doing == "reconnect":
            connection.reconnect()
        elif doing == "invalid-session":
            connection.invalidate()
        else:
            connection.fall_silent()
    return {"connections": len(connections)}
