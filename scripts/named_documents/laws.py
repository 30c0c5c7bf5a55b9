"""Acts, regulations, rules and orders that the register does not have, and their short forms."""

from __future__ import annotations

from named_documents import vocabulary as v
from named_documents.bounds import longer_title, title_start, trimmed
from named_documents.context import BlockContext
from named_documents.lookalikes import follows_job, names_people


def note_law(context: BlockContext, head: int) -> None:
    """Note an Act, regulations, rules or an order, by name or in short."""
    words = context.words
    kind = words.plain[head]
    years, after = context.years_after(head + 1)
    first = trimmed(context, title_start(context, head, is_law=True), head)
    subject = context.subject(first, head)
    if names_people(context, after, kind) or follows_job(context, first):
        context.skip(head + 1)
    elif not set(subject) - (v.AGES if years else v.GENERAL):
        _note_short(context, head)
    elif longer := longer_title(context, head + 1, after):
        _, after = context.years_after(longer + 1)
        context.add(first, after, None, words.plain[longer])
    elif _is_law(context, head, subject, years, after):
        year = years[0] if years else ""
        context.add(first, after, None, kind, year=year, words=(*subject, kind, *years))
        note_second_law(context, head, after, tuple(subject))


def _is_law(
    context: BlockContext, head: int, subject: list[str], years: tuple[str, ...], after: int
) -> bool:
    """Whether words of a law's shape are one, and no court order or stage play."""
    words = context.words
    kind = words.plain[head]
    if subject[-1] in v.BEFORE_HEAD.get(kind, ()):
        return False
    many = words.is_many(head)
    if kind == "act":
        runs_on = words.runs_on(after) or (words.next_to(after) and words.raw[after].isdigit())
        return bool(years) or not (many or runs_on)
    if kind == "regulation":
        return many or "protection" in subject
    if kind == "rule":
        return many and bool(years or v.RULES_OF_COURT & set(subject))
    return bool(years)


def note_second_law(context: BlockContext, head: int, after: int, name: tuple[str, ...]) -> None:
    """Note the second Act of "the Children Acts 1989 and 2004"."""
    words = context.words
    kind = words.plain[head]
    if words.is_many(head) and kind == "act" and words.plain[after : after + 1] == ["and"]:
        years, end = words.years(after + 1)
        form = context.titles.forms.get((*name, kind))
        if years:
            document = form.edition(years) if form else None
            context.add(after + 1, end, document, kind, year=years[0], words=(*name, kind, *years))


def _note_short(context: BlockContext, head: int) -> None:
    """Note the short form of a law: "the Act", "the 1989 Act", "the Regulations"."""
    words = context.words
    first, years = _years_before(context, head)
    if not context.is_free(first) or words.plain[first] != "the":
        return
    after = head + 1
    if words.plain[after : after + 1] == ["of"]:
        of_years, end = words.years(after + 1)
        if of_years:
            years, after = [*of_years], end
    kind = words.plain[head]
    many = len(years) > 1 if kind == "act" else True
    if kind == "order" or many != words.is_many(head) or words.runs_on(after):
        return
    loose = kind == "rule"
    for year in years or [""]:
        key = ("the", kind, year)
        context.add(first, after, None, kind, is_short=True, loose=loose, year=year, words=key)


def _years_before(context: BlockContext, head: int) -> tuple[int, list[str]]:
    """The word before the years that stand before a last word, and those years."""
    words = context.words
    number = head - 1
    years: list[str] = []
    while context.is_free(number):
        if words.years(number)[0]:
            years.insert(0, words.raw[number])
        elif words.plain[number] not in v.AGES | {"and"}:
            break
        number -= 1
    return number, years
