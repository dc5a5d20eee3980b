"""Which addresses may be fetched: https, on the feed's own list of hosts, and on the public internet.

The addresses a host resolves to are checked where the connection is made, so that what was checked is what is
connected to.
"""

import re
import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

from sources.errors import AddressRefused

_PLAIN = re.compile(r"[\w.~:/?#&=%+,-]+", re.ASCII)
_NAT64 = IPv6Network("64:ff9b::/96")
_LOOPBACK = ("127.0.0.1", "::1")


def host_of(address: str, hosts: Collection[str], *, allow_loopback: bool = False) -> str:
    """The host of *address*, which is one of *hosts*. With *allow_loopback* plain http to this machine passes.

    Raises:
        AddressRefused: it is not written plainly, not https, or its host is not on the list.
    """
    parts = _parts(address)
    host = parts.hostname or "no host"
    to_self = allow_loopback and host in _LOOPBACK
    if parts.scheme != "https" and not (to_self and parts.scheme == "http"):
        raise AddressRefused(f"ostbot fetches nothing over {parts.scheme or 'no scheme'}: write an https address.")
    if host not in hosts or (_is_number(host) and not to_self) or (parts.port is not None and not to_self):
        raise AddressRefused(f"ostbot fetches this source from {', '.join(sorted(hosts))} alone, not from {host}.")
    return host


def is_public(written: str) -> bool:
    """Whether the numeric address *written* is one of the public internet, also when it wraps an IPv4 address."""
    number = ip_address(written.partition("%")[0])
    inner = _wrapped(number) if isinstance(number, IPv6Address) else number
    return inner.is_global and not inner.is_multicast


class PublicResolver(AbstractResolver):
    """Resolves hosts by *inner* and refuses any host with an address that is not public.

    One private address among public ones is refused too: nobody chooses which of them is connected to.
    """

    def __init__(self, inner: AbstractResolver, *, allow_loopback: bool = False) -> None:
        self._inner = inner
        self._allow_loopback = allow_loopback

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of *host*.

        Raises:
            AddressRefused: one of them is private, link-local, loopback or otherwise not public.
        """
        found = await self._inner.resolve(host, port, family)
        for result in found:
            to_self = self._allow_loopback and result["host"] in _LOOPBACK
            if not to_self and not is_public(result["host"]):
                raise AddressRefused(
                    f"{host} leads to {result['host']}, which is not on the public internet: check this machine's DNS."
                )
        return found

    async def close(self) -> None:
        """Close the resolver inside."""
        await self._inner.close()


def _parts(address: str) -> SplitResult:
    if not _PLAIN.fullmatch(address):
        raise AddressRefused("This address holds signs that belong in none: write a plain https address.")
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise AddressRefused("This address cannot be read: write a plain https address.") from None
    return parts


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _wrapped(number: IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that *number* stands for (RFC 4291 mapped, RFC 6052 NAT64, RFC 3056 6to4), or *number*."""
    if number in _NAT64:
        return IPv4Address(int(number) & 0xFFFF_FFFF)
    return number.ipv4_mapped or number.sixtofour or number
