"""What edited policy files would change, told before anything is live."""

from gateway.previewing.audience_changes import AudienceChange
from gateway.previewing.document_changes import DocumentChange
from gateway.previewing.forms import as_plain, as_text
from gateway.previewing.preview import Preview, preview, preview_of_files
from gateway.previewing.subscription_changes import Becomes, JudgedSubscription, SubscriptionChange

__all__ = [
    "AudienceChange",
    "Becomes",
    "DocumentChange",
    "JudgedSubscription",
    "Preview",
    "SubscriptionChange",
    "as_plain",
    "as_text",
    "preview",
    "preview_of_files",
]
