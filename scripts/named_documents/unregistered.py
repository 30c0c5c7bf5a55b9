"""Names that the register does not have, known by their shape; and short forms: "the Act"."""

from __future__ import annotations

import re

from named_documents import vocabulary as v
from named_documents.context import Around
from named_documents.register_index import leads_to


class Shapes(Around):
    """Looks at the words that documents' names end in."""

    def shaped(self, head: int) -> None:
        """Note the name that ends in this word, or the short form, if it is one."""
        words = self.words
        after = head + 1
        if (
            after < len(words)
            and words.plain[after] in v.HEADS
            and words.next_to(after)
            and words.big(after) >= words.big(head)
        ):
            return  # the next word ends the name: "Practice Standards Framework"
        kind = words.plain[head]
        if not words.big(head):
            self.small(head, kind)
        elif kind in v.LAWS:
            self.law(head, kind)
        else:
            self.titled(head, kind)

    # --- laws --------------------------------------------------------------------------------

    def law(self, head: int, kind: str) -> None:
        """An Act, regulations, rules or an order, by name or in short."""
        words = self.words
        years, after = self.years_after(head + 1)
        first = self.trim(self.walk(head, is_law=True), head)
        mods = [word for word in words.plain[first:head] if word not in v.SMALL]
        if self.people_after(after, kind) or self.job_before(first):
            self.skip(head + 1)
        elif not set(mods) - (v.AGES if years else v.GENERAL):
            self.short_law(head, kind)
        elif longer := self.longer(head + 1, after):
            _, after = self.years_after(longer + 1)
            self.add(first, after, None, words.plain[longer])
        elif self.is_law(head, kind, mods, years, after):
            year = years[0] if years else ""
            self.add(first, after, None, kind, year=year, words=(*mods, kind, *years))
            self.second_law(head, after, kind, tuple(mods))

    def is_law(
        self, head: int, kind: str, mods: list[str], years: tuple[str, ...], after: int
    ) -> bool:
        """Whether words of a law's shape are one, and no court order or stage play."""
        words = self.words
        if mods[-1] in v.BEFORE_HEAD.get(kind, ()):
            return False
        many = words.is_many(head)
        if kind == "act":
            runs_on = (
                after < len(words)
                and words.next_to(after)
                and (words.big(after) or words.raw[after].isdigit())
            )
            return bool(years) or not (many or runs_on)
        if kind == "regulation":
            return many or "protection" in mods
        if kind == "rule":
            return many and bool(years or v.RULES_OF_COURT & set(mods))
        return bool(years)

    def second_law(self, head: int, after: int, kind: str, name: tuple[str, ...]) -> None:
        """The second Act of "the Children Acts 1989 and 2004"."""
        words = self.words
        if words.is_many(head) and kind == "act" and words.plain[after : after + 1] == ["and"]:
            years, end = words.years(after + 1)
            form = self.titles.forms.get((*name, kind))
            if years:
                document = form.edition(years) if form else None
                self.add(after + 1, end, document, kind, year=years[0], words=(*name, kind, *years))

    def short_law(self, head: int, kind: str) -> None:
        """The short form of a law: "the Act", "the 1989 Act", "the Regulations"."""
        words = self.words
        number = head - 1
        years: list[str] = []
        while number >= self.done and words.next_to(number + 1):
            if words.years(number)[0]:
                years.insert(0, words.raw[number])
            elif words.plain[number] not in v.AGES | {"and"}:
                break
            number -= 1
        if number < self.done or words.plain[number] != "the" or not words.next_to(number + 1):
            return
        after = head + 1
        if words.plain[after : after + 1] == ["of"]:
            of_years, end = words.years(after + 1)
            if of_years:
                years, after = [*of_years], end
        runs_on = after < len(words) and words.next_to(after) and words.big(after)
        many = len(years) > 1 if kind == "act" else True
        if kind == "order" or many != words.is_many(head) or runs_on:
            return
        for year in years or [""]:
            key = ("the", kind, year)
            self.add(
                number, after, None, kind, is_short=True, loose=kind == "rule", year=year, words=key
            )

    # --- policies and the like, with a capital letter to the last word -------------------------

    def titled(self, head: int, kind: str) -> None:
        """A policy or the like, with a capital letter to its last word."""
        words = self.words
        after = self.code_of(head, kind)
        is_code_of = after > head + 1
        years, after = self.years_after(after)
        first = self.trim(self.walk(head), head)
        mods = [word for word in words.plain[first:head] if word not in v.SMALL]
        if self.people_after(after, kind) or self.job_before(first):
            self.skip(after)
            return
        if not set(mods) - (v.GENERAL if len(mods) == 1 else v.PLAINEST) - v.OURS:
            begin, own = self.walk_small(head)
            small = [w for w in words.plain[begin:head] if w not in v.SMALL | v.GENERAL | v.OURS]
            if not (own == "ours" and small and words.raw[begin].islower()):
                self.bare(first, head, after, kind, is_code_of=is_code_of)
                return
            first, mods = begin, small  # "the lone working Policy"
        many = words.is_many(head)
        if self.refused(kind, mods, head) or (kind == "standard" and not many):
            return
        if kind == "standard" or not many or not self.shared(first, head, after, kind):
            self.add(first, after, None, kind, words=(*mods, kind, *years))

    def code_of(self, head: int, kind: str) -> int:
        """The word after a last word; with a code, after what it is "of"."""
        words = self.words
        after = head + 1
        is_of = kind == "code" and words.plain[after : after + 1] == ["of"]
        return after + 2 if is_of and set(words.plain[after + 1 : after + 2]) & v.CODES else after

    def bare(self, first: int, head: int, after: int, kind: str, *, is_code_of: bool) -> None:
        """A last word with nothing that says what it is about: a title's start, or a short form."""
        words = self.words
        subject = 0
        if not is_code_of and self.subject_after(head, ("on", "for")):
            subject = next(
                n for n in range(after + 1, len(words)) if words.plain[n] not in v.ARTICLES
            )
        is_led = first > 0 and words.plain[first - 1] in ("the", "our") and words.next_to(first)
        runs_on = after < len(words) and words.next_to(after) and words.big(after)
        if subject and words.big(subject):
            self.add(head, self.subject_end(subject, head), None, kind)  # "Guidance on Ages of …"
        elif is_code_of:
            self.add(first, after, None, kind, is_short=True)
        elif self.linked_short(first, head, kind):
            pass
        elif subject and is_led:
            self.on_subject(head, kind)
        elif is_led and not runs_on:
            self.add(first, after, None, kind, is_short=True, loose=True)

    def linked_short(self, first: int, head: int, kind: str) -> bool:
        """A link whose words are only "the policy" or the like, to a document of the register."""
        words = self.words
        link = self.block.link_on(words.start[first], words.end[head])
        if link is None or link.bare:
            return False
        text = self.block.text[link.start : min(link.end, link.start + 100)]
        extra = {v.plain(word) for word in re.findall(r"\w+", text)}
        if extra - v.GENERAL - v.SMALL - v.OURS - v.CODES - v.NO_ONE - {kind}:
            return False
        for document in self.titles.documents:
            if leads_to(link.target, document):
                self.add(first, head + 1, document, kind, is_short=True)
                return True
        return False

    # --- the same in small letters -------------------------------------------------------------

    def small(self, head: int, kind: str) -> None:
        """A policy or the like in small letters: "our lone working policy", "policy on pets"."""
        words = self.words
        after = self.code_of(head, kind)
        if kind in ("act", "rule", "order"):
            return
        if words.is_many(head) != (kind in ("standard", "regulation")):
            first, _ = self.walk_small(head)
            if words.is_many(head) and first < head:
                self.shared(self.trim(first, head), head, after, kind)
            return
        if self.people_after(after, kind):
            self.skip(after)
            return
        first, own = self.walk_small(head)
        first = self.trim(first, head)
        mods = [word for word in words.plain[first:head] if word not in v.SMALL]
        our_code = after > head + 1 and head > 0 and words.raw[head - 1].lower() == "our"
        if our_code:
            self.add(head, after, None, kind)
        elif not set(mods) - v.GENERAL - v.OURS - v.BODIES:
            if not self.linked_short(head, head, kind):
                self.on_subject(head, kind)
        elif not self.refused(kind, mods, head, is_small=True) and (
            own == "ours" or self.stands_alone(first, head, after, is_nobodys=own == "nobody")
        ):
            self.add(first, after, None, kind, words=(*mods, kind))

    def stands_alone(self, first: int, head: int, after: int, *, is_nobodys: bool) -> bool:
        """Whether a name in small letters is one with no "our" or "the" before it."""
        words = self.words
        if sum(words.big(n) and not self.opens(n) for n in range(first, head)) > 1:
            return True  # "Staying Close practice standards"
        link = self.block.link_on(words.start[first], words.end[head])
        length = words.end[head] - words.start[first]
        is_link = link is not None and link.end - link.start <= length + 8
        return not is_nobodys and (is_link or self.alone(first, after))

    def refused(self, kind: str, mods: list[str], head: int, *, is_small: bool = False) -> bool:
        """Whether the words before the last one make it no document at all."""
        if mods[-1] in v.BEFORE_HEAD.get(kind, ()) or (kind == "guidance" and "advice" in mods):
            return True
        if kind == "notice":
            return not v.PRIVACY & set(mods)
        if kind == "policy":
            near, _ = self.sentences.near(self.words.start[head], self.words.end[head])
            near = near.lower()
            return any(word in near for word in v.INSURANCE)
        if kind == "code" and is_small:
            return self.code_of(head, kind) == head + 1 and mods[-1] != "admission"
        if kind == "standard" and is_small:
            return len(mods) < 2 or not v.KINDS_OF_STANDARD & set(mods)
        return False

    # --- names that say what they are about after the last word --------------------------------

    def on_subject(self, head: int, kind: str) -> None:
        """A name turned round: "our policy on pets", "statutory guidance on private fostering"."""
        words = self.words
        if words.is_many(head) or kind in v.LAWS | {"notice", "standard", "code"}:
            return
        number = head - 1
        adjectives = set()
        while (
            number >= self.done and words.next_to(number + 1) and words.plain[number] in v.GENERAL
        ):
            adjectives.add(words.plain[number])
            number -= 1
        led = number >= self.done and words.next_to(number + 1)
        own = self.owner(number) if led else ""
        is_public = not own and kind == "guidance" and adjectives & v.PUBLISHERS
        if own != "ours" and not is_public:
            return
        the = own != "ours" or words.plain[number] == "the"
        prepositions = ("on", "about") if the else ("on", "about", "for")
        if adjectives & v.PRAISE or not self.subject_after(head, prepositions):
            return
        subject = head + 2
        name = {words.plain[head]}
        for end in range(subject + 1, min(len(words), subject + 7) + 1):
            if end - 1 > subject and not words.next_to(end - 1):
                break
            name.add(words.plain[end - 1])
            form = self.titles.by_words.get(frozenset(name) - v.SMALL)
            if form is not None:
                self.add(head, end, form.edition(()), kind)
                return
        self.add(head, self.subject_end(subject, head), None, kind)

    def subject_after(self, head: int, prepositions: tuple[str, ...]) -> bool:
        """Whether "on" and what the document is about follow its last word."""
        words = self.words
        if head + 2 >= len(words) or words.raw[head + 1].lower() not in prepositions:
            return False
        if not (words.next_to(head + 1) and words.next_to(head + 2)):
            return False
        about = []
        for number in range(head + 2, min(head + 5, len(words))):
            if number > head + 2 and not words.next_to(number):
                break
            if words.plain[number] not in v.SMALL:
                about.append(words.plain[number])
        return bool(about) and not set(about[:2]) & v.PLACES and not about[0].isdigit()

    def subject_end(self, subject: int, head: int) -> int:
        """The word after what a document is about."""
        words = self.words
        end = subject + 1
        while (
            end < min(len(words), head + 9)
            and words.next_to(end)
            and (words.plain[end] not in v.STOPS or words.plain[end] in ("the", "our", "after"))
            and words.plain[end] != "and"
        ):
            end += 1
        while end > subject + 1 and words.plain[end - 1] in v.SMALL:
            end -= 1
        return end

    # --- two names that share their last word ---------------------------------------------------

    def shared(self, first: int, head: int, after: int, kind: str) -> bool:
        """Two documents that share a plural: "the Lone Working and Safer Caring Policies"."""
        words = self.words
        joints = [number for number in range(first + 1, head - 1) if words.plain[number] == "and"]
        if len(joints) != 1:
            return False
        joint = joints[0]
        parts = [tuple(words.plain[first:joint]), tuple(words.plain[joint + 1 : head])]
        forms = [self.titles.forms.get((*part, kind)) for part in parts]
        is_pair = words.big(head) and min(len(part) for part in parts) > 1
        if (*words.plain[first:head], kind) in self.titles.forms or not (any(forms) or is_pair):
            return False
        places = ((first, joint), (joint + 1, after))
        for (begin, end), part, form in zip(places, parts, forms, strict=True):
            document = form.edition(()) if form else None
            self.add(begin, end, document, kind, words=(*part, kind))
        return True
