"""The documents that a block of words names: those of the register, and others by their shape."""

from __future__ import annotations

from dataclasses import dataclass

from named_documents import vocabulary as v
from named_documents.block import Block
from named_documents.context import Name
from named_documents.register_index import Document, Form, Titles, leads_to
from named_documents.unregistered import Shapes


def names(block: Block, titles: Titles, markdown: str) -> list[Name]:
    """What a block names, in order. Short forms are not yet tied to what they stand for."""
    return sorted(_Search(block, titles, markdown).run(), key=lambda name: name.start)


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
        words = self.form.words
        return next((word for word in reversed(words) if word in v.HEADS), words[-1])


class _Search(Shapes):
    """One block's search, from its first word to its last."""

    def run(self) -> list[Name]:
        number = 0
        plain = self.words.plain
        while number < len(plain):
            if plain[number] in self.titles.first and self.known(number):
                pass
            elif plain[number] in v.HEADS:
                self.shaped(number)
            number = max(number + 1, self.done)
        return self.found

    def known(self, first: int) -> bool:
        """Whether a name of the register begins here, or one that only looks like it."""
        words = self.words
        for form, end in self.titles.starting(words, first):
            years, after = self.years_after(end)
            if not years and first > self.done and words.next_to(first):
                years = self.years_before(first)
            document = form.edition(years)
            if document is None and form.words[-1] in v.HEADS:
                continue  # an edition that the register does not have; its shape tells
            link = self.block.link_on(words.start[first], words.end[end - 1])
            if link and document and leads_to(link.target, document):
                fits = form.words[-1] in v.HEADS or not self.goes_on(end)
            else:
                fits = self.well_spelt(form, first, end, has_year=bool(years))
            if fits:
                self.judge(_Known(form, first, end, after, document))
                return True
        return False

    def years_before(self, first: int) -> tuple[str, ...]:
        """The years that stand straight before a name: "the 2019 Early Help Strategy"."""
        for back in (3, 2, 1):
            if first - back >= self.done:
                years, after = self.words.years(first - back)
                if years and after == first:
                    return years
        return ()

    # --- whether it is spelt as a name -----------------------------------------------------------

    def well_spelt(self, form: Form, first: int, end: int, *, has_year: bool) -> bool:
        """Whether the capitals are those of the name, and not of ordinary words."""
        words = self.words
        raw = words.raw[first:end]
        if len(raw) == 1 or not all(word.isupper() for word in form.spelt if word[0].isalpha()):
            for ours, theirs in zip(form.spelt, raw, strict=True):
                if len(ours) > 1 and ours.isupper() and not theirs[: len(ours)].isupper():
                    return False  # "send code" is no "SEND Code"
        if form.any_case:
            return True
        if form.is_law and not words.big(end - 1):
            the = first > 0 and words.plain[first - 1] == "the"
            return has_year or (the and form.is_typed and len(raw) > 1)
        big = [first + number for number, ours in enumerate(form.spelt) if ours[0].isupper()]
        if not all(words.big(number) for number in big):
            return False
        if form.words[-1] in v.HEADS:
            return True
        whole = len(big) > 1 or len(form.words) == 1
        return not self.goes_on(end) and (whole or self.stands_out(first, end))

    def goes_on(self, end: int) -> bool:
        """Whether a name that ends in no usual word runs on into a longer one."""
        words = self.words
        return (
            end < len(words)
            and words.next_to(end)
            and words.big(end)
            and words.plain[end] not in v.HEADS | {"statutory"}
        )

    def stands_out(self, first: int, end: int) -> bool:
        """Whether a title in small letters but for the first is told from a plain sentence."""
        words = self.words
        if self.block.heading or not self.opens(first) or self.alone(first, end):
            return True
        content = [number for number in range(first, end) if words.plain[number] not in v.SMALL]
        if end - first >= 8 or all(words.big(number) for number in content):
            return True
        begin, last = (self.block.source(at) for at in (words.start[first], words.end[end - 1] - 1))
        before, after = self.markdown[max(0, begin - 1)], self.markdown[last + 1 : last + 2]
        if before in "*_\"“'‘[" and after and after in "*_\"”'’]":
            return True
        return end < len(words) and words.next_to(end) and words.plain[end] in v.TELLING

    # --- what it turns out to be ------------------------------------------------------------------

    def judge(self, known: _Known) -> None:
        """Note what a name of the register turns out to be among the words around it."""
        words = self.words
        if self.people_after(known.after, known.kind):
            self.skip(known.after)
        elif longer := self.longer(known.end, known.after):
            _, after = self.years_after(longer + 1)
            self.add(known.first, after, None, words.plain[longer])
        elif words.raw[known.first].islower():
            self.judge_small(known)
        else:
            self.judge_big(known)

    def note(self, known: _Known) -> None:
        """Note a name as what it seems."""
        self.add(known.first, known.after, known.document, known.kind)

    def judge_small(self, known: _Known) -> None:
        """The same for a name in small letters, which another body's paper may bear as well."""
        own = self.whose(known.first)
        last = known.form.words[-1]
        if own == "another" and len(known.form.words) <= 2 and last in v.HEADS:
            self.small(known.end - 1, last)
            self.skip(known.after)
        elif own == "nobody":
            self.skip(known.after)
        else:
            self.note(known)

    def judge_big(self, known: _Known) -> None:
        """The same for a name with a capital, which may be the end of a longer one."""
        start = self.run_left(known.first)
        if self.job_before(start):
            self.skip(known.after)
        elif self.is_other(known.form, start, known.first):
            self.add(start, known.after, None, known.kind)
        elif not self.with_left(known, start):
            self.note(known)
            if known.form.is_law:
                self.second_law(known.end - 1, known.after, known.kind, known.form.words[:-1])

    def is_other(self, form: Form, start: int, first: int) -> bool:
        """Whether the words before a name make it the name of another document."""
        words = self.words
        if start == first:  # "the school's Complaints Procedure"
            before = first - 1
            owned = before >= self.done and words.next_to(first) and words.is_owner(before)
            return owned and words.plain[before] in v.BODIES
        topics = v.TOPICS - v.DEPARTMENT
        extra: list[str] = []
        for number in range(start, first):
            word = words.plain[number]
            if words.is_owner(number) and not words.is_many_owner(number):
                if word in v.BODIES:
                    return True
                if not set(words.plain[start : number + 1]) & topics:
                    extra = []  # a place's or a council's own
                    continue
            if word not in v.GENERAL | v.OURS | form.all_words:
                extra.append(word)
        is_short = form.is_law or len(form.words) <= 2
        return bool(extra) if is_short else bool(set(extra) & topics)

    def whose(self, first: int) -> str:
        """Whose document a name in small letters means: "ours", "another" or "nobody"."""
        words = self.words
        number = first - 1
        while (
            number >= self.done
            and words.next_to(number + 1)
            and words.plain[number] in v.GENERAL - {"council", "own"}
        ):
            number -= 1
        if number < self.done or not words.next_to(number + 1):
            return "ours"
        word = words.plain[number]
        if word == "own":
            return "ours" if number and words.plain[number - 1] == "our" else "nobody"
        owner = self.owner(number)
        if not owner and word in v.BODIES | v.TOPICS:
            return "another"
        return owner or "ours"

    def with_left(self, known: _Known, start: int) -> bool:
        """Note names joined by "and" that share their last word, or one name that holds "and"."""
        words, form = self.words, known.form
        joint = start - 1
        if joint - 1 < self.done or words.plain[joint] != "and" or not words.next_to(start):
            return False
        if not words.next_to(joint) or words.plain[joint - 1] in v.HEADS:
            return False
        left = self.run_left(joint)
        if left == joint:
            return False
        last = words.plain[known.end - 1]
        name = (*words.plain[left:joint], last)
        shared = self.titles.forms.get(name)
        is_plural = words.is_many(known.end - 1) and not form.spelt[-1].endswith(("s", "S"))
        if shared or (is_plural and last in v.HEADS - v.LAWS):
            self.add(left, joint, shared.edition(()) if shared else None, known.kind, words=name)
            self.add(start, known.after, known.document, known.kind)
            return True
        led = left > 0 and words.plain[left - 1] in ("the", "our") and words.next_to(left)
        if form.is_law or (led and last in v.HEADS):
            self.add(left, known.after, None, known.kind)
            return True
        return False
