"""Phone numbers that ring nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from local_offer.finding import Finding
from local_offer.offer import Day, Offer
from local_offer.site_links.phone import judge_phone

# As the NHS service manual writes them: 01273 800 900, 020 7450 4000, 0800 890 567, 116 123.
_SPACED = re.compile(r"0\d{2,4}( \d{3,6}){1,2}|\d{3}|\d{3} \d{3}|0\d{3} \d{3,4}|\d{4,6}")

_WHOLE = re.compile(r"(?<!\d)0\d(?:[ -]?\d){8,9}(?!\d)")


def phones(offer: Offer, folder: Path, today: Day) -> Iterator[Finding]:
    """Each phone number has a form that rings in the UK, and is spaced to be read aloud."""
    del folder, today
    for contact in offer.contacts:
        if not contact.phone:
            continue
        number = str(contact.phone)
        where = contact.at.path, contact.at.line
        if len(_WHOLE.findall(number)) > 1:
            message = f'The phone of "{contact.name}" is {number}. These are two numbers.'
            advice = "Write one number here. Make a second contact for the other."
            yield Finding(*where, "phone-form", message, advice)
            continue
        judged = judge_phone(re.sub(r"[\s-]", "", number), number)
        if judged.verdict == "broken":
            message = f'The phone of "{contact.name}" is {number}. {judged.why}'
            yield Finding(*where, "phone-form", message)
        elif not _SPACED.fullmatch(number):
            message = f'The phone of "{contact.name}" is written {number}.'
            advice = "Write it in groups, like 0808 801 0366."
            yield Finding(*where, "phone-form", message, advice)
