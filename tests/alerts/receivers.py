"""A webhook and a mail server on loopback that can be up, down, slow or refusing; they remember every key."""

from __future__ import annotations

import base64
import email
import email.policy
import json
import socketserver
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    import ssl
    from email.message import EmailMessage
    from pathlib import Path

SLOW_SECONDS = 3.0


class Receiver:
    """What both servers share: the *mode* (ok, slow, refusing) and what was *taken*, in order, repetitions too."""

    def __init__(self) -> None:
        """Begin willing."""
        self.mode = "ok"
        self.taken: list[tuple[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.logins: list[str] = []
        self.tls: ssl.SSLContext | None = None
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
    """A mail server that speaks just enough SMTP; with *tls* it offers STARTTLS, and a login behind it."""

    def handler(self) -> type[socketserver.BaseRequestHandler]:
        """Take mail; refuse the recipient with 451 where it is refusing."""
        return type("OneSession", (_Session,), {"receiver": self})

    @property
    def mails(self) -> list[EmailMessage]:
        """What came, without repetitions."""
        return list(dict(reversed(self.taken)).values())[::-1]


class _Session(socketserver.StreamRequestHandler):
    receiver: Mailbox
    secured: ssl.SSLSocket | None = None

    def handle(self) -> None:
        self.recipients: list[str] = []
        self.say("220 test")
        while line := self.rfile.readline().decode("utf-8", "replace").strip():
            answer = getattr(self, f"on_{line[:4].strip().lower()}", self.on_other)
            answer(line)
            if answer == self.on_quit:
                break
        if self.secured is not None:
            self.secured.close()

    def on_other(self, _: str) -> None:
        self.say("250 ok")

    def on_ehlo(self, _: str) -> None:
        if self.receiver.tls is None:
            self.say("250 test")
        else:
            self.say("250-test\r\n250 AUTH PLAIN" if self.secured else "250-test\r\n250 STARTTLS")

    def on_star(self, _: str) -> None:
        self.say("220 go on")
        try:
            self.secured = self.receiver.tls.wrap_socket(self.request, server_side=True)
        except OSError:
            return  # the client does not trust the certificate
        self.rfile, self.wfile = self.secured.makefile("rb"), self.secured.makefile("wb", 0)

    def on_auth(self, line: str) -> None:
        self.receiver.logins.append(base64.b64decode(line.rsplit(maxsplit=1)[-1]).decode())
        self.say("235 welcome" if self.receiver.mode == "ok" else "535 no: plainly wrong password")

    def on_rcpt(self, line: str) -> None:
        self.recipients.append(line.partition(":")[2].strip("<> "))
        self.say("451 not now" if self.receiver.mode == "refusing" else "250 ok")

    def on_data(self, _: str) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.receiver.taken.append((f"{mail['Message-ID']} {' '.join(self.recipients)}", mail))
        if self.receiver.mode == "slow":
            time.sleep(SLOW_SECONDS)
        self.say("250 taken")

    def on_quit(self, _: str) -> None:
        self.say("221 bye")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


def self_signed(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for 127.0.0.1 that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test mail server")])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder(
        issuer_name=name, subject_name=name, public_key=key.public_key(), serial_number=x509.random_serial_number(),
        not_valid_before=now - timedelta(days=1), not_valid_after=now + timedelta(days=2),
    )  # fmt: skip
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    built = built.add_extension(names, critical=False)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    built = built.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    certificate, private = folder / "mail.crt", folder / "mail.key"
    certificate.write_bytes(built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return certificate, private
