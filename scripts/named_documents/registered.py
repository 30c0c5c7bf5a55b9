"""Names of the register, and what each turns out to be among the words around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from named_documents import vocabulary as v
from named_documents.bounds import capitals_start, longer_title
from named_documents.context import BlockContext
from named_documents.laws import note_second_law
from named_documents.lookalikes import follows_job, names_people
from named_documents.owners import owner_of_small
from named_documents.register_index import Document, Form, leads_to
from named_documents.small_letters import note_small


@dataclass(frozen=True)
class _Known:
    """Words that a name of the register may be, up to ``end``; with years, up to ``after``."""

    form: Form
    first: int
    end: int
    after: int
    document: Document | None

    @property
    def kind(self) -> str:
        """The word that short forms of the name end in."""
        words = self.form.words
        return next((word for word in reversed(words) if word in v.HEADS), words[-1])

    @property
    def last(self) -> str:
        """The name's last word."""
        return self.form.words[-1]


def note_registered(context: BlockContext, first: int) -> bool:
    """Note what begins here, if it is a name of the register or only looks like one.

    Gives whether it was either.
    """
    words = context.words
    for form, end in context.titles.starting(words, first):
        years, after = context.years_after(end)
        if not years and context.is_free(first - 1):
            years = _years_before(context, first)
        document = form.edition(years)
        if document is None and form.words[-1] in v.HEADS:
            continue  # an edition that the register does not have; its shape tells
        known = _Known(form, first, end, after, document)
        link = context.link_on(first, end)
        if link and document and leads_to(link.target, document):
            fits = known.last in v.HEADS or not _runs_on(context, end)
        else:
            fits = _is_well_spelt(context, known, has_year=bool(years))
        if fits:
            _note(context, known)
            return True
    return False


def _years_before(context: BlockContext, first: int) -> tuple[str, ...]:
    """The years that stand straight before a name: "the 2019 Early Help Strategy"."""
    for back in (3, 2, 1):
        if first - back >= context.done:
            years, after = context.words.years(first - back)
            if years and after == first:
                return years
    return ()


# --- whether it is spelt as a name ---------------------------------------------------------------


def _is_well_spelt(context: BlockContext, known: _Known, *, has_year: bool) -> bool:
    """Whether the capitals are those of the name, and not of ordinary words."""
    words, form, first, end = context.words, known.form, known.first, known.end
    if not _has_initials(form, words.raw[first:end]):
        return False
    if form.any_case:
        return True
    if form.is_law and not words.big(end - 1):
        the = first > 0 and words.plain[first - 1] == "the"
        return has_year or (the and form.is_typed and len(form.words) > 1)
    big = [first + number for number, ours in enumerate(form.spelt) if ours[0].isupper()]
    if not all(words.big(number) for number in big):
        return False
    if known.last in v.HEADS:
        return True
    whole = len(big) > 1 or len(form.words) == 1
    return not _runs_on(context, end) and (whole or _stands_out(context, first, end))


def _has_initials(form: Form, raw: list[str]) -> bool:
    """Whether the name's initials are in capitals here too: "send code" is no "SEND Code"."""
    if len(raw) > 1 and all(word.isupper() for word in form.spelt if word[0].isalpha()):
        return True  # the register shouts
    return all(
        theirs[: len(ours)].isupper()
        for ours, theirs in zip(form.spelt, raw, strict=True)
        if len(ours) > 1 and ours.isupper()
    )


def _runs_on(context: BlockContext, end: int) -> bool:
    """Whether a name that ends in no usual word runs on into a longer one."""
    words = context.words
    return words.runs_on(end) and words.plain[end] not in v.HEADS | {"statutory"}


def _stands_out(context: BlockContext, first: int, end: int) -> bool:
    """Whether a title in small letters but for the first is told from a plain sentence."""
    words, block = context.words, context.block
    if block.heading or not context.opens(first) or context.has_cell(first, end):
        return True
    weighty = [number for number in range(first, end) if words.plain[number] not in v.SMALL]
    if end - first >= 8 or all(words.big(number) for number in weighty):
        return True
    begin, last = (block.source(at) for at in (words.start[first], words.end[end - 1] - 1))
    before, after = context.markdown[max(0, begin - 1)], context.markdown[last + 1 : last + 2]
    if before in "*_\"“'‘[" and after and after in "*_\"”'’]":
        return True
    return words.next_to(end) and words.plain[end] in v.TELLING


# --- what it turns out to be ---------------------------------------------------------------------


def _note(context: BlockContext, known: _Known) -> None:
    """Note what a name of the register turns out to be among the words around it."""
    words = context.words
    if names_people(context, known.after, known.kind):
        context.skip(known.after)
    elif longer := longer_title(context, known.end, known.after):
        _, after = context.years_after(longer + 1)
        context.add(known.first, after, None, words.plain[longer])
    elif words.raw[known.first].islower():
        _note_small(context, known)
    else:
        _note_big(context, known)


def _note_as_it_seems(context: BlockContext, known: _Known) -> None:
    context.add(known.first, known.after, known.document, known.kind)


def _note_small(context: BlockContext, known: _Known) -> None:
    """The same for a name in small letters, which another body's paper may bear as well."""
    whose = owner_of_small(context, known.first)
    if whose == "another" and len(known.form.words) <= 2 and known.last in v.HEADS:
        note_small(context, known.end - 1)
        context.skip(known.after)
    elif whose == "nobody":
        context.skip(known.after)
    else:
        _note_as_it_seems(context, known)


def _note_big(context: BlockContext, known: _Known) -> None:
    """The same for a name with a capital, which may be the end of a longer one."""
    start = capitals_start(context, known.first)
    if follows_job(context, start):
        context.skip(known.after)
    elif _is_other(context, known.form, start, known.first):
        context.add(start, known.after, None, known.kind)
    elif not _note_joined(context, known, start):
        _note_as_it_seems(context, known)
        if known.form.is_law:
            law = known.form.words[:-1]
            note_second_law(context, known.end - 1, known.after, law)


def _is_other(context: BlockContext, form: Form, start: int, first: int) -> bool:
    """Whether the words before a name make it the name of another document."""
    words = context.words
    if start == first:  # "the school's Complaints Procedure"
        before = first - 1
        return (
            context.is_free(before) and words.is_owner(before) and words.plain[before] in v.BODIES
        )
    topics = v.TOPICS - v.DEPARTMENT
    extra: set[str] = set()
    for number in range(start, first):
        word = words.plain[number]
        if words.is_one_owner(number):
            if word in v.BODIES:
                return True
            if topics.isdisjoint(words.plain[start : number + 1]):
                extra = set()  # a place's or a council's own
                continue
        if word not in v.GENERAL | v.OURS | form.all_words:
            extra.add(word)
    is_short = form.is_law or len(form.words) <= 2
    return bool(extra if is_short else extra & topics)


def _note_joined(context: BlockContext, known: _Known, start: int) -> bool:
    """Note names joined by "and" that share their last word, or one name that holds "and".

    Gives whether it was either. ``start`` is the first of the words with capitals that end in
    the name.
    """
    words, form = context.words, known.form
    joint = start - 1
    if not (context.is_free(joint) and context.is_free(joint - 1)):
        return False
    if words.plain[joint] != "and" or words.plain[joint - 1] in v.HEADS:
        return False
    left = capitals_start(context, joint)
    if left == joint:
        return False
    last = words.plain[known.end - 1]
    name = (*words.plain[left:joint], last)
    shared = context.titles.forms.get(name)
    is_plural = words.is_many(known.end - 1) and not form.spelt[-1].endswith(("s", "S"))
    if shared or (is_plural and last in v.HEADS - v.LAWS):
        context.add(left, joint, shared.edition(()) if shared else None, known.kind, words=name)
        _note_as_it_seems(context, replace(known, first=start))
        return True
    if form.is_law or (last in v.HEADS and context.is_led(left)):
        context.add(left, known.after, None, known.kind)
        return True
    return False
