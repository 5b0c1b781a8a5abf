"""Mail (.eml): who sent it, when, and the words of its body."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.errors import Unreadable
from marsad.gather.guard import third_party
from marsad.gather.outcome import Found, Note
from marsad.gather.page import read_html
from marsad.gather.plain import decode_noting

if TYPE_CHECKING:
    from email.message import EmailMessage


def read_mail(data: bytes) -> Found:
    """An .eml file. The sender is the outlet; plain text goes before HTML.
    Attachments are named in a note: they are documents of their own."""
    import email  # noqa: PLC0415 - lazy: slow to load
    from email import policy  # noqa: PLC0415

    with third_party("mail"):
        message = email.message_from_bytes(data, policy=policy.default)
        fields = _fields(message)
        part = message.get_body(("plain", "html"))
        body = part.get_payload(decode=True) if part else None
        attached = [a.get_filename() or "?" for a in message.iter_attachments()]
    if part is None or not isinstance(body, bytes):
        raise Unreadable("no_text", "the mail has no text; save its attachments apart")
    text, notes = decode_noting(body, part.get_content_charset())
    laid_out = part.get_content_subtype() == "html"
    if laid_out:
        text = read_html(text).text
    found = Found(text=text, fields=fields, extracted=laid_out, notes=notes)
    if not attached:
        return found
    told = f"not read: attached {', '.join(attached)}; save and add them by themselves"
    return replace(found, notes=(*notes, Note("attachments", told)))


def _fields(message: EmailMessage) -> dict[str, str]:
    from email.utils import parseaddr  # noqa: PLC0415 - lazy: slow to load

    name, address = parseaddr(str(message["From"] or ""))
    given = {
        "outlet": name or address.partition("@")[2],
        "published": str(message["Date"] or ""),
        "title": str(message["Subject"] or ""),
    }
    return {field: value for field, value in given.items() if value}
