"""The parts that every offer has, in the order that carers need them, and how easy they read."""

from __future__ import annotations

from dataclasses import dataclass

from local_offer.model.values import Text


@dataclass(frozen=True)
class Heading:
    """A part that every offer must have: its id, its usual name, and who asks for it."""

    id: str
    name: str
    asked_by: Text = ""


# The order is the one that carers need, not the one of the law. The Act is section 22H
# of the Children Act 1989, put there by section 5 of the Children's Wellbeing and
# Schools Act 2026. "Guidance" is Kinship care: statutory guidance (October 2024), as
# Rotherham's scrutiny commission listed its nine headings in June 2025 and June 2026.
HEADINGS = (
    Heading("financial-support", "Financial support", "Act, 22H(1)(b) and (3); guidance"),
    Heading("education", "Education", "Act, 22H(2), education and training; guidance"),
    Heading("support-groups", "Support groups and training", "guidance"),
    Heading("therapeutic-support", "Therapeutic support", "guidance"),
    Heading("legal-support", "Legal support", "guidance"),
    Heading("accommodation", "Accommodation", "Act, 22H(2), accommodation; guidance"),
    Heading("staying-in-work", "Help to stay in work", "guidance"),
    Heading(
        "family-time", "Supporting family time", "Act, 22H(2) and (4), relationships; guidance"
    ),
    Heading("family-group-decision-making", "Family group decision making", "guidance"),
    Heading("health-and-wellbeing", "Health and wellbeing", "Act, 22H(2), health and wellbeing"),
)
# The pages around the ten headings. The engine needs some of them (a contact: link
# leads to "contact", a policy: link to "policies"), carers need all of them.
AROUND = (
    Heading("front", "Front page"),
    Heading("kinds", "Kinds of kinship care"),
    Heading("contact", "Who to contact"),
    Heading("young-people", "For young people"),
    Heading("complaints", "Complaints and rights"),
    Heading("about", "How this offer was made and is reviewed"),
    Heading("progress", "What we said we would do"),
    Heading("words", "Words explained"),
    Heading("policies", "Policies and law"),
    Heading("a-to-z", "A to Z"),
    Heading("accessibility", "Accessibility statement"),
    Heading("leaflet", "Get the leaflet"),
)
# Pages that an offer may have as well, each with a heading of its own.
ALSO = (
    Heading("updates", "All updates"),
    Heading("consultation", "Consultation report"),
)

HIGHEST_AGE = 11
"""The highest reading age of a page for carers: what the NHS asks for, 9 to 11."""
