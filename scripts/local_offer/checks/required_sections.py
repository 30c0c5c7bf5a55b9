"""The four answers that each heading gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from local_offer.checks.context import Context
from local_offer.dialect.sections import PANELS
from local_offer.model import HEADINGS, Finding

_TITLE = re.compile(r"^##[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


def panels(context: Context) -> Iterator[Finding]:
    """Each of the ten headings says who can get it, how to ask, how it is decided, and offline."""
    wanted = {heading.id for heading in HEADINGS}
    for page in context.offer.pages:
        if page.heading not in wanted:
            continue
        titles = list(_TITLE.finditer(page.body))
        answers = {}
        for title, after in zip(titles, [*titles[1:], None], strict=False):
            words = page.body[title.end() : after.start() if after else None].strip()
            answers[title[1]] = (title, words)
        found = [name for name in answers if name in PANELS]
        for name in PANELS:
            if name not in answers:
                others = [title for title in answers if title not in PANELS]
                near = get_close_matches(name, others, n=1)
                message = f'The answer "{name}" is missing.'
                advice = f"Add a line ## {name}, and the answer below it."
                if near:
                    advice = f'If "{near[0]}" is this answer, name it ## {name}.'
                yield Finding(page.at.path, page.body_line, "heading-answers", message, advice)
            elif not answers[name][1]:
                line = page.body_line + page.body.count("\n", 0, answers[name][0].start())
                message = f'There are no words below "{name}".'
                yield Finding(page.at.path, line, "heading-answers", message, "Write the answer.")
        if found != [name for name in PANELS if name in found]:
            message = "The four answers stand in another order than on the other pages."
            advice = f"Put them in this order: {', '.join(PANELS)}."
            yield Finding(page.at.path, page.body_line, "heading-answers", message, advice)
