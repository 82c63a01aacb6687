"""A webhook and a mail server on loopback that can be up, down, slow or refusing; they remember every key."""

from __future__ import annotations

import email
import email.policy
import json
import socketserver
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from email.message import EmailMessage

SLOW_SECONDS = 3.0


class Receiver:
    """What both servers share: the *mode* (ok, slow, refusing) and what was *taken*, in order, repetitions too."""

    def __init__(self) -> None:
        """Begin willing."""
        self.mode = "ok"
        self.taken: list[tuple[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.server: socketserver.TCPServer | None = None
        self.port = 0
        self.up()

    def handler(self) -> type[socketserver.BaseRequestHandler]:
        """Return the class that serves one connection."""
        raise NotImplementedError

    def up(self) -> None:
        """Listen, on the same port each time."""
        if self.server is None:
            self.server = _Server(("127.0.0.1", self.port), self.handler())
            self.port = self.server.server_address[1]
            threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def down(self) -> None:
        """Refuse every connection."""
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def set(self, mode: str) -> None:
        """Be ``down``, ``ok``, ``slow`` or ``refusing`` from now on."""
        if mode == "down":
            self.down()
        else:
            self.mode = mode
            self.up()

    @property
    def keys(self) -> list[str]:
        """Each key that came, once, in order: what a receiver that knows keys acts upon."""
        return list(dict.fromkeys(key for key, _ in self.taken))


class _Server(ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: clients that are killed hang up."""


class Hook(Receiver):
    """A webhook."""

    def handler(self) -> type[socketserver.BaseRequestHandler]:
        """Take JSON; refuse with 503 where it is refusing."""
        receiver = self

        class OnePost(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if receiver.mode == "refusing":
                    self.send_error(503)
                    return
                receiver.headers.append(dict(self.headers.items()))
                receiver.taken.append((self.headers.get("Idempotency-Key", ""), json.loads(body)))
                if receiver.mode == "slow":
                    time.sleep(SLOW_SECONDS)
                if receiver.mode == "redirect":
                    self.send_response(302)
                    self.send_header("Location", "/elsewhere")
                else:
                    self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Stay silent."""

        return OnePost

    @property
    def url(self) -> str:
        """The address."""
        return f"http://127.0.0.1:{self.port}/hook"


class Mailbox(Receiver):
    """A mail server that speaks just enough SMTP."""

    def handler(self) -> type[socketserver.BaseRequestHandler]:
        """Take mail; refuse the recipient with 451 where it is refusing."""
        receiver = self

        class OneSession(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.say("220 test")
                recipients: list[str] = []
                while line := self.rfile.readline().decode("utf-8", "replace").strip():
                    verb = line[:4].upper()
                    if verb == "DATA":
                        self.say("354 go on")
                        self.take(recipients)
                    elif verb == "RCPT":
                        recipients.append(line.partition(":")[2].strip("<> "))
                        self.say("451 not now" if receiver.mode == "refusing" else "250 ok")
                    elif verb == "QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("250 ok")

            def take(self, recipients: list[str]) -> None:
                lines = []
                while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                    lines.append(line.removeprefix(b"."))
                mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
                receiver.taken.append((f"{mail['Message-ID']} {' '.join(recipients)}", mail))
                if receiver.mode == "slow":
                    time.sleep(SLOW_SECONDS)
                self.say("250 taken")

            def say(self, line: str) -> None:
                self.wfile.write(f"{line}\r\n".encode())

        return OneSession

    @property
    def mails(self) -> list[EmailMessage]:
        """What came, without repetitions."""
        return list(dict(reversed(self.taken)).values())[::-1]
