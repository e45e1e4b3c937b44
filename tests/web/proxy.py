"""A small reverse proxy, as an authority would have one: HTTPS outside, a path of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

ROOT_PATH = "/assistent"


@contextmanager
def proxy(target: str, *, takes_prefix_off: bool) -> Iterator[str]:
    """Serve everything below `ROOT_PATH` from `target` and yield the proxy's address.

    It passes Host on, says that the browser came over HTTPS, and from which address.
    """
    place = urlsplit(target)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            if not self.path.startswith(f"{ROOT_PATH}/"):
                self.send_error(404)
                return
            path = self.path.removeprefix(ROOT_PATH) if takes_prefix_off else self.path
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = dict(self.headers.items())
            seen = f"{headers.get('X-Forwarded-For', '')}, {self.client_address[0]}".lstrip(", ")
            headers.update({"X-Forwarded-For": seen, "X-Forwarded-Proto": "https"})
            connection = HTTPConnection(place.hostname or "", place.port, timeout=60)
            connection.request(self.command, path, body, headers)
            reply = connection.getresponse()
            content = reply.read()
            self.send_response_only(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in ("transfer-encoding", "content-length"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            connection.close()

        do_GET = do_POST = _pass_on  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
