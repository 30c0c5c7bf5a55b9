"""What the law, the guidance and the commission ask of an offer, and where it is met.

The Act is section 22H of the Children Act 1989, put there by section 5 of the Children's
Wellbeing and Schools Act 2026 (2026 c. 21), read up to subsection (6). Subsections (7) to
(10) were seen only as amendments moved in Parliament. The guidance is *Kinship care:
statutory guidance for local authorities* (October 2024), as the papers of Rotherham's
scrutiny commission and two chambers' notes sum it up; its own text was not seen. The
commission is Rotherham's Improving Lives Select Commission, 17 June 2025.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from local_offer.checks.context import Context
from local_offer.dialect.sections import PANELS
from local_offer.model import HEADINGS, Finding, Offer, Page


@dataclass(frozen=True)
class Duty:
    """One thing asked: in words, by whom, the headings that meet it, and words they must hold.

    Each of ``words`` is a choice of words, any one of which will do. ``data`` names a data
    file whose unconfirmed facts leave the duty open too.
    """

    id: str
    asks: str
    asked_by: str
    headings: tuple[str, ...]
    words: tuple[tuple[str, ...], ...] = ()
    data: str = ""


@dataclass(frozen=True)
class Met:
    """Where a duty is met, as page files, and each gap that is left, as a sentence."""

    duty: Duty
    where: tuple[str, ...]
    gaps: tuple[str, ...]


_NAMES = {heading.id: heading.name for heading in HEADINGS}

DUTIES = (
    Duty(
        "approach",
        "Say how the council supports children in kinship care and their carers",
        "Act, 22H(1)(a)",
        ("about", "kinds"),
    ),
    *(
        Duty(
            heading.id,
            f"Say what help there is: {heading.name.lower()}",
            heading.asked_by,
            (heading.id,),
        )
        for heading in HEADINGS
    ),
    Duty(
        "money-rules",
        "Say when the council looks at income, and put agreed help in writing",
        "Guidance, as Garden Court Chambers sums it up, 16 December 2024",
        ("financial-support",),
        (
            ("means test", "income", "how much money you have"),
            ("writing", "written", "write it down"),
        ),
    ),
    Duty(
        "others",
        "Name help from others too, charities included",
        "Act, 22H(3) and (4)",
        ("contact",),
        (("contacts national",),),
    ),
    Duty(
        "reach",
        "Take steps so that children and carers get what is meant for them",
        "Act, 22H(6)",
        ("leaflet", "young-people"),
    ),
    Duty(
        "no-internet",
        "A leaflet that sums up the help and leads to the Kinship Navigators",
        "Commission, 17 June 2025",
        ("leaflet",),
        (("leaflets",), ("phone", "call"), ("post",), ("pick",)),
        "council",
    ),
    Duty(
        "plain-words",
        "Words that all can follow, young people too",
        "Commission, 17 June 2025",
        ("young-people", "words"),
        (("glossary", "talk"),),
    ),
    Duty(
        "trauma",
        "Say more about help with trauma, in a section of its own",
        "Commission, 17 June 2025",
        ("therapeutic-support",),
        (("## trauma",),),
    ),
    Duty(
        "policy-links",
        "Link every policy that is named",
        "Commission, 17 June 2025",
        ("policies",),
        (("show | policies",),),
        "policies",
    ),
    Duty(
        "lead",
        "Name the officer who leads on kinship care",
        "Guidance, as the commission's papers sum it up",
        ("about",),
        (("lead",),),
    ),
    Duty(
        "contact",
        "One place to call, for all kinship carers",
        "Slides to the commission, June 2026",
        ("contact",),
        (("show | phone", "contact:"),),
        "contacts",
    ),
    Duty(
        "complaints",
        "Say how to complain",
        "Guidance on complaints; most published offers",
        ("complaints",),
        (("complain",),),
    ),
    Duty(
        "review",
        "Review and update the offer, and say when",
        "Act, 22H(7), seen in part; the commission asks for once a year",
        ("about", "progress"),
        (("review",),),
    ),
    Duty(
        "consultation",
        "Ask children and carers first, and publish a report",
        "Act, 22H(8) to (10), seen only as an amendment",
        ("about", "consultation"),
        (("consultation report",),),
    ),
    Duty(
        "accessibility",
        "An accessibility statement",
        "Public Sector Bodies Accessibility Regulations 2018",
        ("accessibility",),
        (("accessibility status",), ("enforcement",), ("feedback", "contact")),
    ),
)


def duties(context: Context) -> Iterator[Finding]:
    """Each duty in the table of duties is met by a page that says what it must."""
    offer = context.offer
    for met in plan(offer):
        for heading in met.duty.headings:
            page = offer.page_for(heading)
            if page is not None:
                for choice in _unsaid(met.duty, offer):
                    message = f'"{met.duty.asks}" is asked of this offer ({met.duty.asked_by}).'
                    advice = f"Say it on this page. The check looks for: {' or '.join(choice)}."
                    yield Finding(page.at.path, page.body_line, "duty", message, advice, "warning")
                break


def plan(offer: Offer) -> list[Met]:
    """The action plan: each duty in order, where it is met, and what is missing."""
    return [_met(duty, offer) for duty in DUTIES]


def _met(duty: Duty, offer: Offer) -> Met:
    pages = [(heading, offer.page_for(heading)) for heading in duty.headings]
    gaps = [
        f"No page answers for {_NAMES.get(heading, heading)}."
        for heading, page in pages
        if not page
    ]
    gaps += [f"Nothing says: {' or '.join(choice)}." for choice in _unsaid(duty, offer)]
    for _, page in pages:
        if page is None:
            continue
        if page.heading in _NAMES:
            gaps += [
                f'{page.file} has no "{name}".' for name in PANELS if f"## {name}" not in page.body
            ]
        gaps += _waiting(offer, page.at.path)
    if duty.data:
        gaps += _waiting(offer, f"content/data/{duty.data}.yml")
    return Met(duty, tuple(page.file for _, page in pages if page), tuple(gaps))


def _waiting(offer: Offer, path: str) -> list[str]:
    count = sum(item.at.path == path for item in offer.to_confirm)
    noun = "fact" if count == 1 else "facts"
    return [f"{path.rpartition('/')[2]} has {count} {noun} to confirm."] if count else []


def _unsaid(duty: Duty, offer: Offer) -> list[tuple[str, ...]]:
    """The choices of words that none of the duty's pages holds."""
    pages: list[Page] = [page for id in duty.headings if (page := offer.page_for(id))]
    text = " ".join(f"{page.title}\n{page.body}" for page in pages).lower()
    return [choice for choice in duty.words if not any(word in text for word in choice)]
