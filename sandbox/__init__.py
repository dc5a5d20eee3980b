"""A Discord on your own machine: REST, gateway, a control API and a page in the browser."""

from sandbox.errors import SandboxError
from sandbox.server import Sandbox

__all__ = ["Sandbox", "SandboxError"]
