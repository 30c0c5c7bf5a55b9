"""What to write in place of what makes a sentence hard, in words for an editor."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plain_language.hard_words import FoundTerm
from plain_language.negatives import Double
from plain_language.nominalisations import Hidden
from plain_language.passive import Passive

_LEAVE_OUT = "leave it out"
_JOINTS = re.compile(
    r"[;:] |, (?:and|but|so|or|because|which|who|as|while|although|then|where|if|when) |"
    r" (?:because|so that|which|although|while|whereas|but|and|so|who|if|when|unless|until|"
    r"in order to|that|as|to) |, "
)
_FEWEST = 4  # words on either side of a split
_MOST = 8  # words named in one piece of advice


def split(sentence: str) -> str:
    """Where to split a long sentence: at the joint nearest to its middle."""
    if len(sentence.split()) > 60:
        return "Make several short sentences of it."
    best = min(
        (joint for joint in _JOINTS.finditer(sentence) if _leaves_enough(sentence, joint)),
        key=lambda joint: (_weight(joint[0]), abs(joint.start() - len(sentence) / 2)),
        default=None,
    )
    if best is None:
        return "Make two sentences of it."
    start = best.start() + (best[0][0] in ",;: ")
    words = " ".join(sentence[start:].split()[:3]).strip(",;:.")
    return f'Split the sentence before "{words}".'


def _leaves_enough(sentence: str, joint: re.Match[str]) -> bool:
    before, after = sentence[: joint.start()], sentence[joint.end() :]
    return len(before.split()) >= _FEWEST and len(after.split()) >= _FEWEST


def _weight(joint: str) -> int:
    """A joint with a mark or a strong word comes before a bare "and", and a comma comes last."""
    if joint in (", ", " that ", " as ", " to "):
        return 2
    return 0 if joint[0] in ",;:" or joint.strip() in ("because", "so that", "which", "but") else 1


def say_plainly(terms: Sequence[FoundTerm], verb: str = "Write") -> str:
    """Plain words for each term that has them: Write "help" for "facilitate"."""
    terms = list(terms)[:_MOST]
    swaps = [f'"{t.plain}" for "{t.written}"' for t in terms if t.plain and t.plain != _LEAVE_OUT]
    cuts = [f'"{term.written}"' for term in terms if term.plain == _LEAVE_OUT]
    said = []
    if swaps:
        said.append(f"{verb} {_listed(swaps)}.")
    if cuts:
        said.append(f"Leave out {_listed(cuts)}.")
    return " ".join(said)


def spell_out(initials: Sequence[str]) -> str:
    """What to do about initials."""
    quoted = _listed([f'"{each}"' for each in initials[:_MOST]])
    return f"Spell out {quoted}, or say what it is."


def say_who(passive: Passive) -> str:
    """What to do about a passive: who does it comes first."""
    if passive.doer:
        return f'Begin with who does it: "{passive.doer}".'
    return f'Say who does it ("we", "you" or a name), in place of "{passive.words}".'


def say_what_is_so(double: Double) -> str:
    """What to do about two negatives."""
    return f'Say what is so, in place of both "{double.first}" and "{double.second}".'


def use_the_verb(hidden: Hidden) -> str:
    """What to do about an action put as a noun."""
    if hidden.verb:
        return f'Use the verb: "{hidden.verb}" in place of "{hidden.words}".'
    return f'Use a verb in place of "{hidden.words}".'


def _listed(parts: Sequence[str]) -> str:
    """Parts as people list them: a, b and c."""
    parts = list(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
