"""Sending one message: e-mail, webhook, and the services that Apprise knows. What goes wrong is told without secrets.

Every way carries the message's key, which is the same at each try: as Message-ID, as ``Idempotency-Key``, or, where a
service has no place for one, in the last line of the text.
"""

from __future__ import annotations

import http.client
import json
import logging
import re
import smtplib
import ssl
import urllib.error
import urllib.request
import warnings
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from tracker import __version__
from tracker.alerts.alert import plain_text, subject_line
from tracker.alerts.channel import MailChannel, WebhookChannel
from tracker.errors import AlertError

if TYPE_CHECKING:
    from tracker.alerts.channel import ServiceChannel
    from tracker.alerts.journal import Message

Names = dict[str, str]
_DOMAIN = "alerts.tracker.invalid"
_PING = re.compile(r"@(?=\w)|<(?=[!@#])")


def send(channel: MailChannel | WebhookChannel | ServiceChannel, message: Message, names: Names) -> str:
    """Deliver *message* by *channel* and return what the receiver said; *names* are the titles of the watches.

    Raises:
        AlertError: it was not taken, or nobody knows whether it was; it may be sent again under the same key.
    """
    if isinstance(channel, MailChannel):
        return _mail(channel, message, names)
    if isinstance(channel, WebhookChannel):
        return _post(channel, message, names)
    return _notify(channel, message, names)


def mail_of(channel: MailChannel, message: Message, names: Names) -> EmailMessage:
    """Return *message* as an e-mail: the same at every try, its Message-ID made from the key."""
    mail = EmailMessage()
    mail["Subject"] = subject_line(message.alerts, names)
    mail["From"] = channel.sender
    mail["To"] = message.target
    mail["Date"] = format_datetime(message.created)
    mail["Message-ID"] = f"<{message.key}@{_DOMAIN}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(plain_text(message.alerts, message.key, names))
    return mail


def _mail(channel: MailChannel, message: Message, names: Names) -> str:
    password = channel.password()
    mail = mail_of(channel, message, names)
    context = ssl.create_default_context()
    direct = channel.security == "tls"
    port = channel.port or {"tls": 465, "starttls": 587, "none": 25}[channel.security]
    try:
        with (
            smtplib.SMTP_SSL(channel.host, port, timeout=channel.timeout, context=context)
            if direct
            else smtplib.SMTP(channel.host, port, timeout=channel.timeout)
        ) as server:
            if channel.security == "starttls":
                server.starttls(context=context)
            if channel.user and password is not None:
                server.login(channel.user, password.get_secret_value())
            server.send_message(mail)
    except (smtplib.SMTPException, OSError) as error:
        raise AlertError(_mail_problem(error)) from None
    return "accepted"


def _mail_problem(error: Exception) -> str:
    """Say what went wrong: the server's code, never its words (they may repeat what was sent)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({str(code) for code, _ in error.recipients.values()})
        return f"the mail server refuses the recipient ({', '.join(codes)})"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"the mail server refuses user or password ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the mail server answers {error.smtp_code}"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "the mail server hung up, or did not answer in time"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "the mail server does not offer what security or user ask for"
    return _network_problem(error, "the mail server")


def payload_of(channel: WebhookChannel, message: Message, names: Names) -> dict[str, Any]:
    """Return the JSON of a webhook: see docs/formats.md."""
    alerts = [
        alert.model_dump(mode="json") | {"watch_name": names.get(alert.watch, alert.watch)} for alert in message.alerts
    ]
    return {"id": message.key, "channel": channel.id, "created_at": message.created.isoformat(), "alerts": alerts}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow none: a redirect would turn the POST into a GET, and show the token to another host."""


def _post(channel: WebhookChannel, message: Message, names: Names) -> str:
    address, token = channel.address(), channel.token()
    body = json.dumps(payload_of(channel, message, names), ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"arms-sanctions-tracker/{__version__}",
        "Idempotency-Key": message.key,
    }
    if token is not None:
        headers["Authorization"] = f"Bearer {token.get_secret_value()}"
    try:
        request = urllib.request.Request(address.get_secret_value(), data=body, headers=headers, method="POST")  # noqa: S310 - checked: http or https
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=channel.timeout) as answer:
            return f"answered {answer.status}"
    except urllib.error.HTTPError as error:
        error.close()
        msg = f"the receiver answers {error.code}"
        raise AlertError(msg) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise AlertError(_network_problem(error, "the receiver")) from None


def _network_problem(error: Exception, who: str) -> str:
    """Say in words what kept *who* away; the error's own text may hold the address, which may be a secret."""
    cause = error.reason if isinstance(error, urllib.error.URLError) and isinstance(error.reason, OSError) else error
    if isinstance(cause, ssl.SSLError):
        return f"the certificate or encryption of {who} does not fit"
    if isinstance(cause, TimeoutError):
        return f"{who} did not answer in time"
    if isinstance(cause, ConnectionRefusedError):
        return f"{who} refuses the connection"
    strerror = getattr(cause, "strerror", None)
    return f"{who} cannot be reached ({strerror or type(cause).__name__})"


def _notify(channel: ServiceChannel, message: Message, names: Names) -> str:
    """Send through Apprise, which says no more than whether it went well; its log is kept quiet, it shows addresses."""
    address = channel.address()
    logger = logging.getLogger("apprise")
    before, logger.disabled = logger.disabled, True
    try:
        problem = _through_apprise(address.get_secret_value(), channel.timeout, message, names)
    except Exception as error:  # noqa: BLE001 - a hundred plugins; whatever it was, it was not taken
        problem = f"Apprise failed ({type(error).__name__})"
    finally:
        logger.disabled = before
    if problem:
        raise AlertError(problem)
    return "taken"


def _through_apprise(address: str, timeout: float, message: Message, names: Names) -> str:
    """Return what went wrong, nothing where it was taken."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tries modules that newer Pythons deprecate
        from apprise import Apprise, NotifyFormat  # noqa: PLC0415 - a hundred plugins that few need

        services = Apprise()
        if not services.add(address):
            return "its url is none that Apprise knows"
        taken = services.notify(
            body=_quiet(plain_text(message.alerts, message.key, names)),
            title=_quiet(subject_line(message.alerts, names)),
            body_format=NotifyFormat.TEXT,
            timeout=timeout,
        )
    return "" if taken else "the service did not take it"


def _quiet(text: str) -> str:
    """Break up each @ and <!: whoever is quoted must not wake a whole room."""
    return _PING.sub(lambda found: f"{found[0]}\u200b", text)
