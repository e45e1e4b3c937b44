"""Headers that keep the browser at home: a content security policy and its companions."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette._utils import get_route_path
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import Settings

# Of our own pages, and of whatever is not a page.
_STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
# Gradio's front end evaluates the handlers it gets as text, and styles inline; its page's own
# scripts are named by their digests. Nothing is loaded from or sent to another host.
_GRADIO = (
    "default-src 'none'; script-src 'self' 'unsafe-eval' {scripts}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; manifest-src 'self'; media-src 'none'; "
    "worker-src 'none'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
_PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
        "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
FRAMED = "ramme"


def gradio_policy(script_digests: list[str]) -> str:
    """Return the policy of Gradio's page, less the frame ancestors, which `SafeHeaders` adds.

    `script_digests` are of the form `sha256-…`.
    """
    return _GRADIO.format(scripts=" ".join(f"'{digest}'" for digest in script_digests))


class SafeHeaders:
    """Adds the headers to every response, and takes away what would let other sites read it."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._ancestors = settings.frame_ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and set the headers when the response starts."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._set(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, with_headers)

    def _set(self, headers: MutableHeaders, scope: Scope) -> None:
        ancestors = self._may_frame(scope)
        policy = headers.get("Content-Security-Policy", _STRICT)
        headers["Content-Security-Policy"] = f"{policy}; frame-ancestors {_quoted(ancestors)}"
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        headers["Permissions-Policy"] = _PERMISSIONS
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        # It knows neither lists nor other sites; browsers that know frame-ancestors ignore it.
        if ancestors == "none":
            headers["X-Frame-Options"] = "DENY"
        elif ancestors == "self":
            headers["X-Frame-Options"] = "SAMEORIGIN"

    def _may_frame(self, scope: Scope) -> str:
        query = parse_qs(scope["query_string"].decode("latin-1"))
        framed = query.get("vis", [""])[-1] == FRAMED
        if not framed or not get_route_path(scope).startswith("/kilde/"):
            return self._ancestors
        # The page shows sources in a frame of its own, within whatever it is framed in itself.
        others = [name for name in self._ancestors.split() if name not in ("none", "self")]
        return " ".join(["self", *others])


def _quoted(ancestors: str) -> str:
    names = ancestors.split()
    return " ".join(f"'{name}'" if name in ("none", "self") else name for name in names)
