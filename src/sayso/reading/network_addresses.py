"""Which addresses may be asked.  Nothing here touches the network: it judges what was written and what was resolved."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from sayso.errors import RefusedAddress

_SCHEMES = ("http", "https")
_LONGEST = 4_096  # characters; what servers take at most is twice that
# Browsers and libraries read these each in their own way, so that what was checked might not be what is asked.
_AMBIGUOUS = re.compile(r"[\x00-\x20\x7f\\]")
_UNICAST = IPv6Network("2000::/3")
_SHOWN = 120
# An IPv6 address of these leads on to the IPv4 address in its last four bytes.
_TRANSLATED = IPv6Network("64:ff9b::/96")
# 6to4 and Teredo lead on to another address too; both are given up and need not be followed.
_TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))


def check_url(url: str) -> httpx.URL:
    """Return the URL without its fragment, with its host in ASCII and its path quoted.

    Raises `RefusedAddress` where it is not http(s), names no host or a user, or can be read in two ways.
    """
    url = url.strip()
    shown = _shown(url)
    if len(url) > _LONGEST:
        raise RefusedAddress(f"{shown}: the address has more than {_LONGEST} characters. Check where it comes from.")
    if _AMBIGUOUS.search(url.replace(" ", "%20")):
        raise RefusedAddress(f"{shown}: there are signs in the address that none may have. Write it without them.")
    try:
        parsed = httpx.URL(url).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedAddress(f"{shown}: this is no address ({error}). Write it as https://host/path.") from None
    if parsed.scheme not in _SCHEMES:
        raise RefusedAddress(
            f"{shown}: only http and https are fetched, not {parsed.scheme or 'an address without a scheme'!r}. "
            "Write it as https://host/path."
        )
    if parsed.userinfo:
        raise RefusedAddress(f"{shown}: there is a user or password before the host. Write the address without it.")
    if parsed.port is not None and not 0 < parsed.port < 65_536:
        raise RefusedAddress(f"{shown}: there is no port {parsed.port}. Write the address without it.")
    if not parsed.host:
        raise RefusedAddress(f"{shown}: the address names no host. Write it as https://host/path.")
    return parsed


def _shown(url: str) -> str:
    """Return a URL for messages: short, without control signs, without a password."""
    return re.sub(r"(?<=//)[^/@]*@", "…@", re.sub(r"[^\x20-\x7e]", "?", url))[:_SHOWN] or "an empty address"


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, the only ones asked without `allow_private`.

    Everything else is none: private, loopback, link-local, shared, multicast, reserved, for documentation; IPv6
    addresses that hold such an IPv4 address; and what is no address.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        inner = _inner(parsed)
        if inner is None:
            return _is_public(parsed) and parsed in _UNICAST and not any(parsed in tunnel for tunnel in _TUNNELS)
        parsed = inner
    return _is_public(parsed)


def _inner(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_link_local or address.is_loopback
    )
