"""What holds for every request: a largest body, and so many requests from one address."""

from __future__ import annotations

import ipaddress
import math
import time

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette._utils import get_route_path
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.web.problems import error_response

MAX_BODY_BYTES = 256 * 1024
# A whole conversation.
MAX_EXPORT_BYTES = 2 * 1024 * 1024
_EXPORT = "/api/export"
# What costs more than handing out a file.
_COUNTED = ("/api/", "/kilde")


class BodyLimit:
    """Refuses larger bodies with 413, declared or streamed.

    The staff sends mails and documents, as large as the settings allow, with a form around them.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._larger = {
            _EXPORT: MAX_EXPORT_BYTES,
            "/staff/desk": settings.max_mail_bytes + MAX_BODY_BYTES,
            "/staff/gaps": settings.max_file_bytes + MAX_BODY_BYTES,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what the request sends and stop it at the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._most(get_route_path(scope)) if scope["method"] == "POST" else MAX_BODY_BYTES
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdecimal() or len(declared) > 12 or int(declared) > most:
            error = AssistantError(
                "too_large", f"A request may have {most} bytes.", "Send less at a time."
            )
            await error_response(error, 413)(scope, receive, send)
            return
        received = 0

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise HTTPException(413)
            return message

        await self._app(scope, limited, send)

    def _most(self, path: str) -> int:
        for place, most in self._larger.items():
            if path == place or path.startswith(f"{place}/"):
                return most
        return MAX_BODY_BYTES


class RateLimit:
    """Answers 429 to an address that sends more than `limits` allows, such as `60/minute; 9/hour`.

    Counted are all requests that change or compute something, and reading sources. Kept in memory,
    by sliding window counters, which weigh the window before by how much of it still counts. The
    staff pages have a count of their own.
    """

    def __init__(self, app: ASGIApp, limits: str) -> None:
        self._app = app
        self._limits = parse_many(limits)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the request, and pass it on or refuse it."""
        if scope["type"] == "http" and _is_counted(scope):
            wait = self._wait(_counted_as(scope))
            if wait:
                error = AssistantError(
                    "too_many",
                    "Too many requests have come from this address.",
                    f"Try again in {wait} seconds.",
                )
                await error_response(error, 429, retry_after=wait)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _wait(self, address: str) -> int:
        """Count a request; return 0, or the seconds until the next one may come."""
        for limit in self._limits:
            if not self._limiter.hit(limit, address):
                reset = self._limiter.get_window_stats(limit, address).reset_time
                return max(1, math.ceil(reset - time.time()))
        return 0


def _is_counted(scope: Scope) -> bool:
    if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
        return True
    return get_route_path(scope).startswith(_COUNTED)


def _counted_as(scope: Scope) -> str:
    # The staff's letters are checked as they are typed, often behind the same proxy as everybody
    # else: neither may use up what the others have.
    own = "staff " if get_route_path(scope).startswith("/staff/") else ""
    return own + address_of(scope)


def address_of(scope: Scope) -> str:
    """Return the address that a request comes from, of IPv6 the network of its subscriber."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)[:100]
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    # A subscriber has a whole /64 of these.
    return str(ipaddress.ip_network((address, 64), strict=False))
