"""分发：邮件草稿和发送清单。只起草，从不发送；地址只取自通讯录。"""

from reportgen.dispatch.delivery import copies_of
from reportgen.dispatch.drafts import MAIL_FOLDER, mail_drafts
from reportgen.dispatch.listing import LIST_FILE, dispatch_list
from reportgen.dispatch.values import Enclosure, MailDraft

__all__ = ["LIST_FILE", "MAIL_FOLDER", "Enclosure", "MailDraft", "copies_of", "dispatch_list", "mail_drafts"]
