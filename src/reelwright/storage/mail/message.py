"""Letters as messages (RFC 5322)."""

from email.message import EmailMessage
from email.policy import SMTP

from reelwright.model.errors import VendorFailed
from reelwright.ports.records.letters import Letter


def written(letter: Letter, sender: str, encoding: str) -> EmailMessage:
    """Return a letter as a message; sent twice, it is the same message by its Message-ID.

    `encoding` is that of a text that is not all ASCII (RFC 2045, 6.1); others need none.

    Raises `VendorFailed` where an address or subject is none: with a line break in it, which
    would be a header of its own.
    """
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
        message["Date"] = letter.created_at
        message["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2].strip('<> ')}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: let no one's absence answer it
    except ValueError as wrong:
        raise VendorFailed(f"The letter {letter.id} cannot be written as mail: {wrong}") from wrong
    message.set_content(letter.text, cte="7bit" if letter.text.isascii() else encoding)
    return message
