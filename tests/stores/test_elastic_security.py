"""Certificates, passwords and privileges, with security switched on in the genuine server."""

from __future__ import annotations

import logging
import re
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from genuine import not_run
from store_samples import tagged, transfer

from tools.elasticsearch import NotAvailableError, Server, User
from tracker.config import Settings
from tracker.crawl.frontier import Frontier
from tracker.crawl.outbox import Outbox
from tracker.crawl.state import open_state, transaction
from tracker.errors import StoreError
from tracker.stores import open_store
from tracker.stores.base import MentionQuery

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.elasticsearch
DOCS = Path(__file__).parents[2] / "docs" / "elasticsearch.md"
SECRET = "plantedSecret7"  # noqa: S105 - to be searched for
USERS = ("setup", "writer", "reader")
SECURITY = {
    "xpack.security.enabled": "true",
    "xpack.security.transport.ssl.enabled": "false",
    "xpack.security.http.ssl.enabled": "true",
    "xpack.security.http.ssl.certificate": "server.crt",
    "xpack.security.http.ssl.key": "server.key",
}


class Authority:
    """A certificate authority of this test run."""

    def __init__(self, name: str) -> None:
        """Make its key and its own certificate."""
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        built = self._builder(self.name, self.key).add_extension(x509.BasicConstraints(ca=True, path_length=0), True)  # noqa: FBT003 - critical
        usage = x509.KeyUsage(
            digital_signature=False,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        built = built.add_extension(usage, True)  # noqa: FBT003 - critical
        built = built.add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), False)  # noqa: FBT003 - not critical
        self.certificate = built.sign(self.key, hashes.SHA256())

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        return x509.CertificateBuilder(
            issuer_name=self.name,
            subject_name=subject,
            public_key=key.public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=now - timedelta(days=1),
            not_valid_after=now + timedelta(days=2),
        )

    def pem(self) -> bytes:
        """Return its certificate."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def server_files(self) -> dict[str, bytes]:
        """Return certificate and key for a server on 127.0.0.1."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test server")])
        address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        built = self._builder(subject, key).add_extension(address, False).add_extension(issuer, False)  # noqa: FBT003 - not critical
        certificate = built.sign(self.key, hashes.SHA256())
        plain = serialization.NoEncryption()
        return {
            "server.crt": certificate.public_bytes(serialization.Encoding.PEM),
            "server.key": key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain),
        }


@pytest.fixture(scope="module")
def authority() -> Authority:
    """Return the authority that signed the server's certificate."""
    return Authority("tracker test authority")


@pytest.fixture(scope="module")
def secured(authority: Authority) -> Iterator[Server]:
    """Return a server with TLS, and one user for each role that the documentation shows."""
    roles = re.search(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)[1]
    users = tuple(User(name, SECRET, f"tracker_{name}") for name in USERS)
    files = {**authority.server_files(), "roles.yml": roles.encode()}
    with ExitStack() as stack:
        try:
            server = stack.enter_context(
                Server(settings=SECURITY, users=(*users, User("admin", SECRET, "superuser")), files=files)
            )
        except NotAvailableError as missing:
            not_run(missing)
        yield server


@pytest.fixture
def as_user(secured: Server, authority: Authority, tmp_path: Path) -> dict[str, Settings]:
    """Return the settings of each user, on a server that the setup user has prepared."""
    ca = tmp_path / "ca.pem"
    ca.write_bytes(authority.pem())
    password = tmp_path / "password"
    password.write_text(f"{SECRET}\n")
    every = {
        name: Settings(store=secured.url, elastic_ca=ca, elastic_user=name, elastic_password_file=password)
        for name in (*USERS, "admin")
    }
    with open_store(every["setup"]) as store:
        store.prepare()
    return every


def put_one(settings: Settings, key: str = "one") -> None:
    """Write an article with a mention and a claim."""
    with open_store(settings) as store:
        store.put([tagged(key, {"transfers": (transfer("RU", "IR"),)})])


def test_the_documented_roles_are_enough(as_user: dict[str, Settings]) -> None:
    """Setup prepared the server; the writer writes twice, replacing; the reader searches, counts and exports."""
    put_one(as_user["writer"])
    with open_store(as_user["writer"]) as store:
        store.put([tagged("one", {"text": "replaced"})])
        assert store.search(MentionQuery()).total == 1
    with open_store(as_user["reader"]) as store:
        assert store.search(MentionQuery(words="replaced"), facets=("theme",)).total == 1
        assert len(list(store.export(MentionQuery()))) == 1
        assert store.trends(MentionQuery(), "theme", "day")
        assert store.info().articles == 1


def test_a_reader_cannot_write_and_nothing_is_lost(as_user: dict[str, Settings], tmp_path: Path) -> None:
    """The missing privilege is named, and what was to be written still waits."""
    connection = open_state(tmp_path / "state.db")
    Frontier(connection)
    outbox = Outbox(connection)
    with transaction(connection):
        outbox.add(tagged("kept", {}))
    with open_store(as_user["reader"]) as store, pytest.raises(StoreError, match="denies a privilege") as caught:
        outbox.drain(store)
    assert "\n" not in str(caught.value)
    assert outbox.waiting() == 1
    with open_store(as_user["writer"]) as store:
        assert outbox.drain(store).delivered == 1


def test_a_wrong_password_is_said(as_user: dict[str, Settings], caplog: pytest.LogCaptureFixture) -> None:
    """One line that says which settings to check; the password stands in no message and no log."""
    wrong = as_user["writer"].model_copy(update={"elastic_user": "writer", "elastic_password_file": None})
    wrong = Settings(**wrong.model_dump() | {"elastic_password": "wrongSecret8"})
    with caplog.at_level(logging.DEBUG), pytest.raises(StoreError, match="refuses the user or API key") as caught:
        put_one(wrong)
    assert "\n" not in str(caught.value)
    assert "wrongSecret8" not in caplog.text + str(caught.value) + repr(wrong)


def test_a_certificate_of_another_authority_is_refused(as_user: dict[str, Settings], tmp_path: Path) -> None:
    """Nothing is sent to a server whose certificate does not verify, with any other authority or none."""
    other = tmp_path / "other.pem"
    other.write_bytes(Authority("somebody else").pem())
    for ca in (other, None):
        wrong = as_user["writer"].model_copy(update={"elastic_ca": ca})
        with pytest.raises(StoreError, match=r"does not verify.*TRACKER_ELASTIC_CA") as caught:
            put_one(wrong)
        assert "\n" not in str(caught.value)


def test_an_api_key_from_a_file_is_enough(as_user: dict[str, Settings], tmp_path: Path) -> None:
    """A key with the reader's privileges reads and does not write."""
    reader = {
        "cluster": ["monitor"],
        "indices": [{"names": ["tracker-*"], "privileges": ["read", "view_index_metadata"]}],
    }
    with open_store(as_user["admin"]) as store:
        made = store.client.security.create_api_key(name="reader", role_descriptors={"r": reader}, expiration="1d")
    key = tmp_path / "key"
    key.write_text(made["encoded"])
    plain = as_user["reader"].model_dump() | {"elastic_user": None, "elastic_password_file": None}
    with_key = Settings(**plain | {"elastic_api_key_file": key})
    with open_store(with_key) as store:
        assert store.info().backend.startswith("Elasticsearch 9")
        with pytest.raises(StoreError, match="denies a privilege"):
            store.put([tagged("no", {})])
