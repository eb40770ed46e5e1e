"""How often an address may ask: for pages that anyone may open and that look something up."""

import ipaddress
import logging
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

logger = logging.getLogger(__name__)


def within_limit(request: HttpRequest, *, action: str, amount: int, seconds: int, who: str = "") -> bool:
    """Count this request; False once an address, or `who`, has asked more than `amount` times in the running window.

    A window has a key of its own, so nothing needs to be reset. Without its cache the site stays open: codes of 140
    random bits are not found by asking quickly, the limit only keeps the load down.
    """
    key = f"limit:{action}:{who or network(request)}:{int(time.time()) // seconds}"
    try:
        cache.add(key, 0, timeout=2 * seconds)
        return cache.incr(key) <= amount
    except Exception:
        logger.exception("the shared cache does not answer: %s is not limited", action)
        return True


def network(request: HttpRequest) -> str:
    """The caller's IPv4 address or IPv6 /64, read through as many proxies as allauth is told to trust."""
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
    return str(address)
