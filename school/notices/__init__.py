"""Notices on the home page and mail about them: that something waits, never what."""

from school.notices.models import Notice, NoticeReading, OutboxDelivery, OutboxMail
from school.notices.notify import NOW, WAITS, notify

__all__ = [
    "NOW",
    "WAITS",
    "Notice",
    "NoticeReading",
    "OutboxDelivery",
    "OutboxMail",
    "notify",
]
