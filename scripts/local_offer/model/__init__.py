"""The model: what an offer holds. Frozen values; no files, no network.

The words that editors may type stand in ``records`` and ``page``; any other word is a finding.
"""

from local_offer.model.finding import Finding, Level, errors
from local_offer.model.headings import ALSO, AROUND, HEADINGS, HIGHEST_AGE, Heading
from local_offer.model.offer import Offer, Unconfirmed, name_of
from local_offer.model.page import ChangeNote, Consultation, EasyRead, Fact, Idea, InLeaflet, Page
from local_offer.model.records import (
    Action,
    Contact,
    Council,
    Failure,
    Feedback,
    Group,
    Leaflet,
    LinkAnswer,
    PickUp,
    Policy,
    ReviewCycle,
    Term,
    Trial,
)
from local_offer.model.values import (
    Day,
    Evidence,
    Number,
    Place,
    Reasons,
    Record,
    Slug,
    Text,
    ToConfirm,
    Told,
    Words,
)

__all__ = [
    "ALSO",
    "AROUND",
    "HEADINGS",
    "HIGHEST_AGE",
    "Action",
    "ChangeNote",
    "Consultation",
    "Contact",
    "Council",
    "Day",
    "EasyRead",
    "Evidence",
    "Fact",
    "Failure",
    "Feedback",
    "Finding",
    "Group",
    "Heading",
    "Idea",
    "InLeaflet",
    "Leaflet",
    "Level",
    "LinkAnswer",
    "Number",
    "Offer",
    "Page",
    "PickUp",
    "Place",
    "Policy",
    "Reasons",
    "Record",
    "ReviewCycle",
    "Slug",
    "Term",
    "Text",
    "ToConfirm",
    "Told",
    "Trial",
    "Unconfirmed",
    "Words",
    "errors",
    "name_of",
]
