"""`assistant serve`: bind the port, say the address, run until stopped."""

from __future__ import annotations

import os
import socket
from contextlib import closing

import uvicorn

from assistant.doors.output import Out, StderrProgress
from assistant.errors import InputError, MissingPartError
from assistant.settings import load_settings

# Open pages hold a connection; stopping must not wait for them to be closed.
_GRACE_SECONDS = 3


def serve(out: Out, host: str, port: int) -> int:
    """Serve on `host`:`port` (0: a free one) until SIGINT or SIGTERM.

    Raises InputError `bad_host` and MissingPartError `port_in_use`.
    """
    settings = load_settings()
    with _bind(host, port) as listener:
        # Imported after the port is ours: a port in use is said at once.
        from assistant.service import Assistant
        from assistant.web.app import create_app

        with closing(Assistant(settings)) as service:
            config = uvicorn.Config(
                create_app(service, settings, StderrProgress()),
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(settings.trusted_proxies),
                forwarded_allow_ips=settings.trusted_proxies or None,
                timeout_graceful_shutdown=_GRACE_SECONDS,
            )
            out.line(f"Serving on {_address(listener)} (stop with Ctrl-C)")
            out.stream.flush()
            uvicorn.Server(config).run(sockets=[listener])
    return 0


def _bind(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        return socket.create_server((host, port), family=found[0][0], backlog=128)
    except socket.gaierror as error:
        raise InputError(
            "bad_host", f"The address {host} is not known: {error.strerror}.", "Try 127.0.0.1."
        ) from error
    except OSError as error:
        # Not `error.strerror`: Python adds the address to it once more.
        reason = os.strerror(error.errno or 0)
        raise MissingPartError(
            "port_in_use",
            f"Port {port} on {host} can't be used: {reason}.",
            "Stop what uses it, or choose another: assistant serve --port 7861",
        ) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
