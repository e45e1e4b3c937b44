"""Whether a request comes from this machine itself, with nothing in between."""

from __future__ import annotations

import ipaddress

from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.settings import Settings
from assistant.web.guards import FORWARDED


def is_direct(scope: Scope, settings: Settings) -> bool:
    """Tell whether a browser on this machine asks, under a name that is this machine's alone.

    A name that only leads here may be another site's (DNS rebinding). A proxy on this machine that
    says nothing of itself can't be told from a browser for sure: browsers speak HTTP/1.1, and a
    setting that is for servers behind a proxy speaks against it.
    """
    behind = settings.trusted_proxies or settings.root_path or settings.public_url
    return (
        not behind
        and not scope.get(FORWARDED, False)
        and scope.get("http_version") != "1.0"
        and _is_loopback(str((scope.get("client") or ("",))[0]))
        and is_own_name(Headers(scope=scope).get("host", ""))
    )


def is_own_name(host: str) -> bool:
    """Tell whether the header Host names this machine as only itself can."""
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    return name.lower() == "localhost" or _is_loopback(name.removeprefix("[").removesuffix("]"))


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_loopback)
