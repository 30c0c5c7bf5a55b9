"""Hostile and broken input: it is refused in words, or shown as harmless words, and never obeyed.

Random input is not made smaller when it fails: each try takes a tenth of a second, and the bytes
that failed are printed as they are.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import tinyhtml5
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from lxml import html

from conftest import AS_ANYONE, SAMPLE, TODAY, copy_offer
from local_offer.checks import check_words
from local_offer.cli import main
from local_offer.dialect.rendering import render
from local_offer.loading.loader import load
from local_offer.model import Finding, errors
from local_offer.publish import publish

COMMAND = [str(Path(sys.executable).with_name("local-offer"))]
PAGE = "content/education.md"
CONTACTS = "content/data/contacts.yml"
SECONDS = 60  # what a check may take on a page that nobody would write

# ---------------------------------------------------------------- random input

PAGES = ("index", "education", "contact", "updates")
"""The pages of the copy that random input goes into: fewer pages take less time to read."""
DATA = tuple(sorted(path.name for path in (SAMPLE / "content" / "data").glob("*.yml")))

_ODD = (
    "42", "-1", "0", "3.5", "1e999", "0x1F", "0o17", "0b101", "1_000", "12:30", "99:59:59",
    "null", "~", '""', "true", "NO", "2026-11-22", "2026-02-30", "0001-01-01", "9999-12-31",
    "2026-11-22T10:00:00Z", "[]", "{}", "[1, [2, [3]]]", "{a: {b: c}}", "[a, b]", "'", '"', "*a",
    "&a b", "!!python/object:os.system x", "!!int x", "!!binary eA==", "!thing x", "<<", "=", "|",
    ">", "%", "@", "`", "{{ 7*7 }}", "{% for %}", "{# x", "a: b: c", "- - - x", "? x", "# x",
    "a" * 5000, "word " * 1000, "9" * 5000, "0x" + "F" * 5000, "\x07", "\x1b[2J", "\x00", "\x0b",
    "\x0c", "\x85", "\u2028", "\u2029", "\u200b", "\u200f\u05d0", "\u202e", "\ufeff", "\ufffe",
    "\U0001f600", "e\u0301" * 50, '"\\x01"', '"\\0"', '"\\e[2J"', '"\\u2028"', "\t", "\r", "\r\n",
    "http://[x", "https://www.example.gov.uk/\u200b", "javascript:alert(1)", "../../etc/passwd",
    "---", "...", "///",
)  # fmt: skip
_MARKDOWN = (
    "- a", "    - b", "        - c", "> q", "> > > q", ">> - a", "1. one", "10) x", "***",
    "# One", "###### Six", "####### Seven", "#", "Words\n===", "Words\n---", "```", "~~~py", "`a``",
    "    code", "\tcode", "/// show | groups", "/// show | contact navigators", "/// show |", "///",
    "//// show | groups", "/// show | nothing", "/// details | x", "/// show | contact", "/// x",
    "[a](b.md)", "[a](contact:navigators)", "[a](contact:)", "[a](policy:x)", "[a][b]", "[a][]",
    "[b]: http://[x", "[b]: <javascript:alert(1)> 'x'", "![a](b.png)", "![](x)", "[](x)", "[a](",
    "[a](<b c>)", "[a](http://[::1/)", "[a](a%00b.md)", "[a](../../etc/passwd)", "[^1]", "[^1]: x",
    "| a | b |", "|---|", "|---|:-:|--:|", "| a |", "||||||", "a | b", "--- | ---", "<div>",
    "</div>", "<div markdown=1>", "<b>", "<img src=x onerror=alert(1)>", "<!--", "-->", "<![CDATA[",
    "<![x[", "<?php", "<!DOCTYPE", "<", "<a ", "&amp;", "&#0;", "&#xD800;", "&#x110000;", "&nope;",
    "*_*_*_", "**a", "__a__b", "\\", "\\\\`", "{: .x }", "{#id}", "[TOC]", "*[HTML]: x", "a  \nb",
    "## Who can get it", "## How to ask", "Kinship Care Policy", "Children Act 1989", "01632",
    "22/11/2026", "\u00a35000.00", "e.g. don't", "A. B.", "(((", "]]]", "\u200b", "\u202e", "\x0c",
    "\u2028", "\x02klzzwxh:1\x03", "\x1b[2J", "x" * 4000, "[" * 200, "*" * 200, ">" * 200,
)  # fmt: skip
_BYTES = (
    b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\x00", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\x80",
    b"\xf4\x90\x80\x80", b"\xe2\x80\xa8", b"\x1a",
)  # fmt: skip
_SLIPS = (
    "drop", "double", "swap", "indent", "outdent", "tab", "value", "key", "join", "cut", "say",
)  # fmt: skip


def _slip(lines: list[str], kind: str, at: int, odd: str) -> None:  # noqa: C901  # a table
    """One mistake in the lines of a file."""
    at %= len(lines)
    line = lines[at]
    if kind == "drop" and len(lines) > 1:
        del lines[at]
    elif kind == "double":
        lines.insert(at, line)
    elif kind == "swap":
        lines[at], lines[at - 1] = lines[at - 1], line
    elif kind == "indent":
        lines[at] = f"  {line}"
    elif kind == "outdent":
        lines[at] = line.removeprefix("  ")
    elif kind == "tab":
        lines[at] = f"\t{line}"
    elif kind == "value":
        lines[at] = f"{line.partition(':')[0]}: {odd}"
    elif kind == "key":
        lines[at] = f"{odd}:{line.partition(':')[2]}"
    elif kind == "join":
        lines[at] = line + odd
    elif kind == "cut":
        lines[at] = line[: len(line) // 2]
    elif kind == "say":
        lines.insert(at, odd)


_slips = st.lists(
    st.tuples(st.sampled_from(_SLIPS), st.integers(0, 10_000), st.sampled_from(_ODD)),
    min_size=1,
    max_size=5,
)
_raw = st.integers(0, 7).flatmap(  # most bytes that are no letters end the reading at once
    lambda chance: st.lists(
        st.tuples(st.integers(0, 100_000), st.sampled_from(_BYTES)), max_size=0 if chance else 2
    )
)
_ends = st.sampled_from(["\n"] * 6 + ["\r\n", "\r"])
_yaml_values: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(_ODD) | st.text(max_size=20).map(repr),
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda some: f"[{', '.join(some)}]")
        | st.lists(inner, max_size=3).map(
            lambda some: f"{{{', '.join(f'k{i}: {one}' for i, one in enumerate(some))}}}"
        )
    ),
    max_leaves=12,
)
_markdown = st.lists(
    st.tuples(
        st.sampled_from(["", "", "", "  ", "    ", "> ", "- ", "> - ", "\t"]),
        st.sampled_from(_MARKDOWN) | st.text(max_size=30),
        st.sampled_from(["\n", "\n", "\n\n", " ", "\r\n"]),
    ),
    min_size=1,
    max_size=25,
).map(lambda rows: "".join("".join(row) for row in rows))


def _parts(name: str) -> tuple[str, str]:
    """A page's front matter and its body, as the sample has them."""
    text = (SAMPLE / "content" / f"{name}.md").read_text(encoding="utf-8")
    head, mark, body = text.removeprefix("---").partition("\n---\n")
    return f"---{head}{mark}", body


def _with_slips(text: str, slips: list[tuple[str, int, str]]) -> str:
    lines = text.split("\n")
    for kind, at, odd in slips:
        _slip(lines, kind, at, odd)
    return "\n".join(lines)


def _as_bytes(text: str, raw: list[tuple[int, bytes]], end: str) -> bytes:
    data = text.replace("\n", end).encode("utf-8", "surrogatepass")
    for at, odd in raw:
        start = at % (len(data) + 1)
        data = data[:start] + odd + data[start:]
    return data


@st.composite
def front_matter(draw: st.DrawFn) -> tuple[str, bytes]:
    name = draw(st.sampled_from(PAGES))
    head, body = _parts(name)
    if draw(st.integers(0, 3)):
        head = _with_slips(head, draw(_slips))
    else:
        keys = st.sampled_from(["title", "summary", "facts", "changes", "excused", "leaflet", "at"])
        rows = draw(st.dictionaries(keys, _yaml_values, max_size=4))
        head = head.removesuffix("---\n") + "".join(f"{k}: {v}\n" for k, v in rows.items())
        head += "---\n"
    return f"content/{name}.md", _as_bytes(head + body, draw(_raw), draw(_ends))


@st.composite
def data_file(draw: st.DrawFn) -> tuple[str, bytes]:
    name = draw(st.sampled_from(DATA))
    text = (SAMPLE / "content" / "data" / name).read_text(encoding="utf-8")
    if draw(st.integers(0, 3)):
        text = _with_slips(text, draw(_slips))
    else:
        keys = st.sampled_from(["id", "name", "title", "url", "phone", "like", "dates", "first"])
        rows = draw(st.dictionaries(keys, _yaml_values, min_size=1, max_size=5))
        text += "- " + "\n  ".join(f"{k}: {v}" for k, v in rows.items()) + "\n"
    return f"content/data/{name}", _as_bytes(text, draw(_raw), draw(_ends))


@st.composite
def body(draw: st.DrawFn) -> tuple[str, bytes]:
    name = draw(st.sampled_from(PAGES))
    head, words = _parts(name)
    if draw(st.booleans()):
        words = _with_slips(words, draw(_slips))
    else:
        words = draw(_markdown) + draw(st.sampled_from(["", words]))
    return f"content/{name}.md", _as_bytes(head + words, draw(_raw), draw(_ends))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up council with all of its data, and with its shorter pages alone."""
    folder = copy_offer(SAMPLE, tmp_path_factory.mktemp("small") / "sample")
    for path in (folder / "content").glob("*.md"):
        if path.stem not in PAGES:
            path.unlink()
    return folder


# A whole sentence, or the words in question after it, in quotes.
_SENTENCE = re.compile(r"[.?]$|[.:] \".*\"$", re.DOTALL)


def _faults(folder: Path, findings: list[Finding]) -> list[str]:
    """What is amiss with the findings themselves."""
    faults = []
    for one in findings:
        path = folder / one.path
        if not _SENTENCE.search(one.message):
            faults.append(f"no whole sentence: {one!r}")
        if Path(one.path).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
            faults.append(f"outside the offer: {one!r}")
        elif one.line:
            text = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            if not 1 <= one.line <= text.count(b"\n") + 1:
                faults.append(f"no such line: {one!r}")
    return faults


def _read_or_refused(folder: Path, what: tuple[str, bytes]) -> None:
    name, data = what
    note(f"{name}: {data!r}")
    good = (folder / name).read_bytes()
    try:
        (folder / name).write_bytes(data)
        offer, findings = load(folder)
        findings = findings + check_words(offer, folder, TODAY)
        assert _faults(folder, findings) == []
    finally:
        (folder / name).write_bytes(good)


_usual = settings(
    max_examples=500,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
_long = settings(_usual, max_examples=10_000)
_anything = front_matter() | data_file() | body()


@_usual
@given(what=_anything)
def test_anything_typed_is_read_or_refused_in_words(small: Path, what: tuple[str, bytes]) -> None:
    _read_or_refused(small, what)


@pytest.mark.slow
@_long
@given(what=_anything)
def test_anything_typed_is_read_or_refused_in_words_at_length(
    small: Path, what: tuple[str, bytes]
) -> None:
    _read_or_refused(small, what)


# ---------------------------------------------------------------- what is refused


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up council, in a folder where a test puts one thing and takes it away again."""
    return copy_offer(SAMPLE, tmp_path_factory.mktemp("bench") / "sample")


@pytest.fixture
def offer_folder(bench: Path) -> Iterator[Path]:
    yield bench
    shutil.rmtree(bench / "content")
    shutil.copytree(SAMPLE / "content", bench / "content")


def _append(folder: Path, text: str, name: str = PAGE) -> int:
    """Put some text at the end of a file; gives the line on which it begins."""
    path = folder / name
    before = path.read_text(encoding="utf-8") + "\n"
    path.write_text(f"{before}{text}\n", encoding="utf-8", newline="")
    return before.count("\n") + 1


def _swap(folder: Path, old: str, new: str, name: str) -> int:
    """Put some text in the place of other text; gives the line on which it begins."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def _check(folder: Path) -> tuple[int, str]:
    """What ``local-offer check`` answers; a fault of the program itself comes out as it is."""
    given = ["--offer", str(folder), "--today", TODAY.isoformat(), "check"]
    result = CliRunner().invoke(main, given, catch_exceptions=False)
    return result.exit_code, result.output


ON_PAGES = {
    "script": "<script>alert(1)</script>",
    "script from elsewhere": '<script src="https://evil.example.gov.uk/x.js"></script>',
    "script in capitals": "<ScRiPt>alert(1)</sCrIpT>",
    "script in a paragraph": "Words <script>alert(1)</script> and words.",
    "script in a list in a quote": "> - <script>alert(1)</script>",
    "script in a table": "| A |\n|---|\n| <script>alert(1)</script> |",
    "click": '<p onclick="alert(1)">Words</p>',
    "pointer": "<b onmouseover=alert(1)>Words</b>",
    "picture that fails": "<img src=x onerror=alert(1)>",
    "odd handler": '<p OnAnimationStart="alert(1)">Words</p>',
    "slash for a space": "<svg/onload=alert(1)>",
    "link": "[Get help](javascript:alert(1))",
    "link in capitals": "[Get help](JaVaScRiPt:alert(1))",
    "link with an entity": "[Get help](java&#115;cript:alert(1))",
    "link in brackets": "[Get help](<javascript:alert(1)>)",
    "link by reference": "[Get help][evil]\n\n[evil]: javascript:alert(1)",
    "vbscript": "[Get help](vbscript:msgbox)",
    "data link": "[Get help](data:text/html;base64,PHNjcmlwdD4=)",
    "data picture": "![A cat](data:image/svg+xml;base64,PHN2Zz4=)",
    "picture": "![A cat](javascript:alert(1))",
    "typed link": '<a href="javascript:alert(1)">Get help</a>',
    "tab in the scheme": '<a href="java\tscript:alert(1)">Get help</a>',
    "entity for a tab": '<a href="java&Tab;script:alert(1)">Get help</a>',
    "entity for a colon": '<a href="javascript&colon;alert(1)">Get help</a>',
    "number for a letter": '<a href="&#106;avascript:alert(1)">Get help</a>',
    "control sign before it": '<a href="&#1;javascript:alert(1)">Get help</a>',
    "iframe": '<iframe src="https://www.example.gov.uk"></iframe>',
    "iframe with words": '<iframe srcdoc="<b>x</b>"></iframe>',
    "object": '<object data="x.swf"></object>',
    "embed": '<embed src="x.swf">',
    "form": '<form action="https://evil.example.gov.uk"><input name="x"></form>',
    "button": '<button formaction="javascript:alert(1)">Go</button>',
    "style": "<style>body { display: none }</style>",
    "meta": '<meta http-equiv="refresh" content="0;url=https://evil.example.gov.uk">',
    "base": '<base href="https://evil.example.gov.uk/">',
    "stylesheet": '<link rel="stylesheet" href="https://evil.example.gov.uk/x.css">',
    "svg with a script": "<svg><script>alert(1)</script></svg>",
    "svg with a link": '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "up and out": "[Get help](../../etc/passwd)",
    "up and out in code": "[Get help](%2e%2e/%2e%2e/etc/passwd)",
    "picture from outside": "![A cat](../../../etc/passwd)",
    "absolute path": "[Get help](/etc/passwd)",
    "picture at an absolute path": "![A cat](/etc/passwd)",
    "no such host": "[Get help](http://[foo)",
    "half an address": "[Get help](https://[::1/)",
    "nothing in an address": "[Get help](a%00b.md)",
    "name longer than a disk takes": f"[Get help]({'a' * 300}.md)",
}
"""Each is refused on the line where it stands."""
DISGUISED = {"entity for a tab", "entity for a colon", "number for a letter"}
"""What is refused is not typed on any line as it is: a finding may name the file alone."""


@pytest.mark.parametrize("name", ON_PAGES)
def test_a_page_that_does_more_than_show_words_is_refused(offer_folder: Path, name: str) -> None:
    line = _append(offer_folder, ON_PAGES[name])
    last = line + ON_PAGES[name].count("\n")
    code, said = _check(offer_folder)
    assert code == 1, said
    lines = [int(at) for at in re.findall(rf"^{PAGE}:(\d+): [a-z]", said, re.MULTILINE)]
    if name in DISGUISED and f"{PAGE}: unsafe-html: " in said:
        return
    assert any(line <= at <= last for at in lines), said


_BOMB = "\n".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)}, ' * 9}]" for n in range(9))
IN_DATA = {
    "bomb": f"- id: x\n  a: &a [lol, lol]\n  {_BOMB.replace(chr(10), chr(10) + '  ')}",
    "itself": "- &a [*a]",
    "python": "- id: !!python/object/apply:os.system ['touch pwned']",
    "python name": "- !!python/name:os.system",
    "deep": f"- id: {'[' * 5000}",
    "deep maps": f"- id: {'{a: ' * 5000}",
    "deep lists": "- " * 5000 + "x",
    "script as an address": (
        "- id: x-y\n  name: X\n  does: They help.\n  area: local\n  url: javascript:alert(1)\n"
        "  source: X\n  checked: 2026-11-01"
    ),
    "a number of many figures": f"- id: 0x{'F' * 5000}",
    "a number in sixties": f"- id: 1{':59' * 3000}",
    "depth in a string": f"- id: !!int '{'[' * 5000}'",
    "second document": "---\n- id: x",
    "directive": "%YAML 9.9",
}


@pytest.mark.parametrize("name", IN_DATA)
def test_data_that_is_a_trap_is_refused(offer_folder: Path, name: str) -> None:
    line = _append(offer_folder, IN_DATA[name], CONTACTS)
    code, said = _check(offer_folder)
    assert code == 1, said
    lines = [int(at) for at in re.findall(rf"^{CONTACTS}:(\d+): [a-z]", said, re.MULTILINE)]
    assert any(line <= at <= line + IN_DATA[name].count("\n") + 1 for at in lines), said[:2000]
    assert not list(offer_folder.rglob("pwned"))
    assert not Path("pwned").exists()


@pytest.mark.parametrize(
    "line",
    ["title: &a [*a]", "title: !!python/object:os.system x", f"title: {'[' * 5000}"],
    ids=["itself", "python", "deep"],
)
def test_a_trap_in_front_matter_is_refused(offer_folder: Path, line: str) -> None:
    at = _swap(offer_folder, "title: Education\n", f"{line}\n", PAGE)
    code, said = _check(offer_folder)
    assert code == 1, said
    assert f"{PAGE}:{at}: " in said, said[:2000]


# ---------------------------------------------------------------- odd files


def _link_out(folder: Path) -> str:
    (folder / "content/out.md").symlink_to("/etc/passwd")
    return "content/out.md"


def _data_link_out(folder: Path) -> str:
    path = folder / "content/data/groups.yml"
    path.unlink()
    path.symlink_to("/etc/passwd")
    return "content/data/groups.yml"


def _folder_link_out(folder: Path) -> str:
    (folder / "content/out").symlink_to("/etc", target_is_directory=True)
    return "content/out"


def _data_folder_link_out(folder: Path) -> str:
    shutil.rmtree(folder / "content/data")
    (folder / "content/data").symlink_to(SAMPLE / "content/data", target_is_directory=True)
    return "content/data"


def _link_to_itself(folder: Path) -> str:
    (folder / "content/loop.md").symlink_to("loop.md")
    return "content/loop.md"


def _link_to_nothing(folder: Path) -> str:
    (folder / "content/gone.md").symlink_to("nowhere.md")
    return "content/gone.md"


def _large_page(folder: Path) -> str:
    (folder / "content/large.md").write_bytes(b"words " * 8_333_334)
    return "content/large.md"


def _large_data(folder: Path) -> str:
    (folder / "content/data/groups.yml").write_bytes(b"- id: x\n" * 6_250_000)
    return "content/data/groups.yml"


def _capitals(folder: Path) -> str:
    shutil.copy(folder / PAGE, folder / "content/Education.md")
    return "content/Education.md"


def _odd_letters(folder: Path) -> str:
    (folder / "content/où & aller \u202e.md").write_text("x", encoding="utf-8")
    return "content/où & aller"


def _new_line(folder: Path) -> str:
    (folder / "content/new\nline.md").write_text("x", encoding="utf-8")
    return "line.md"


def _no_letters(folder: Path) -> str:
    (folder / "content" / os.fsdecode(b"\xff.md")).write_text("x", encoding="utf-8")
    return ".md"


def _folder_as_page(folder: Path) -> str:
    (folder / "content/folder.md").mkdir()
    return "content/folder.md"


def _folder_as_data(folder: Path) -> str:
    (folder / "content/data/groups.yml").unlink()
    (folder / "content/data/groups.yml").mkdir()
    return "content/data/groups.yml"


def _data_as_file(folder: Path) -> str:
    shutil.rmtree(folder / "content/data")
    (folder / "content/data").write_text("x", encoding="utf-8")
    return "content/data"


ODD_FILES: tuple[Callable[[Path], str], ...] = (
    _link_out, _data_link_out, _folder_link_out, _data_folder_link_out, _link_to_itself,
    _link_to_nothing, _large_page, _large_data, _capitals, _odd_letters, _new_line, _no_letters,
    _folder_as_page, _folder_as_data, _data_as_file,
)  # fmt: skip


@pytest.mark.parametrize("put", ODD_FILES, ids=lambda put: put.__name__.strip("_"))
def test_a_file_that_is_none_of_ours_is_refused(
    offer_folder: Path, put: Callable[[Path], str]
) -> None:
    name = put(offer_folder)
    code, said = _check(offer_folder)
    assert code == 1, said
    assert re.search(rf"^.*{re.escape(name)}(:\d+)?.*: [a-z-]+: ", said, re.MULTILINE), said
    assert "root:" not in said


@pytest.mark.parametrize("name", ["content/pipe.md", "content/data/groups.yml"])
def test_a_pipe_is_refused_and_not_waited_for(offer_folder: Path, name: str) -> None:
    (offer_folder / name).unlink(missing_ok=True)
    os.mkfifo(offer_folder / name)
    run = _at_most(offer_folder, 20)
    assert run.returncode == 1, run.stderr
    assert f"{name}: " in run.stdout


def test_a_file_that_may_not_be_read_is_refused(offer_folder: Path) -> None:
    (offer_folder / PAGE).chmod(0)
    run = _at_most(offer_folder, 20)
    assert run.returncode == 1, run.stderr
    assert f"{PAGE}: unreadable: " in run.stdout


def _at_most(folder: Path, seconds: float) -> subprocess.CompletedProcess[str]:
    words = ["--offer", str(folder), "--today", TODAY.isoformat(), "check"]
    command = [*AS_ANYONE, *COMMAND, *words]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        pytest.fail(f"no answer in {seconds} seconds")


LARGE = {
    "words": "word " * 200_000,
    "letters": "a" * 1_000_000,
    "sentences": "A. " * 150_000,
    "stars": "*a " * 333_333,
    "open brackets": "[" * 1_000_000,
    "open tags": "<a " * 333_333,
    "open comments": "<!--" * 250_000,
    "links": "\n".join(f"[Page {n}](https://www.example.gov.uk/{n})" for n in range(5000)),
    "broken links": "\n".join(f"[Page {n}](page-{n}.md)" for n in range(5000)),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_page_of_a_million_characters_is_answered_soon(offer_folder: Path, name: str) -> None:
    _append(offer_folder, LARGE[name])
    run = _at_most(offer_folder, SECONDS)
    assert "Traceback" not in run.stderr
    assert run.returncode in (0, 1)


# ---------------------------------------------------------------- what the findings themselves do


TO_TERMINALS = {
    "an escape in a key": ("title: Education\n", 'title: Education\n"\\e[2Jx": 1\n'),
    "an escape in a value": ("reviewed: 2026-11-01\n", 'reviewed: "\\e[2J"\n'),
    "a new line in a value": ("reviewed: 2026-11-01\n", 'reviewed: "x\\ncontent/a.md:1: y"\n'),
    "an escape in a link": ("Our [Virtual School](contact:v", "Our [Virtual School](contact:\x1b["),
    "letters from right to left": ("reviewed: 2026-11-01\n", 'reviewed: "\\u202ex"\n'),
}


@pytest.mark.parametrize("name", TO_TERMINALS)
def test_a_finding_is_one_line_of_signs_that_can_be_seen(offer_folder: Path, name: str) -> None:
    """Else an editor's file moves the cursor, or forges a finding of its own."""
    _swap(offer_folder, *TO_TERMINALS[name], PAGE)
    offer, findings = load(offer_folder)
    findings = errors(findings + check_words(offer, offer_folder, TODAY))
    assert findings
    assert [str(one) for one in findings if not str(one).isprintable()] == []


# ---------------------------------------------------------------- what is shown, as words

_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "values", "to")
_RUNS = ("javascript:", "vbscript:", "data:text", "data:image/svg")


@dataclass(frozen=True)
class Seen:
    """One element as a reader of HTML sees it."""

    tag: str
    attributes: dict[str, str]
    text: str


def _by_lxml(page: str) -> Iterator[Seen]:
    for one in html.document_fromstring(page).iter():
        if isinstance(one.tag, str):
            yield Seen(one.tag.lower(), dict(one.attrib), one.text or "")


def _as_browsers_do(page: str) -> Iterator[Seen]:
    for one in tinyhtml5.parse(page).iter():
        if isinstance(one.tag, str):
            attributes = {str(key).rpartition("}")[2]: text for key, text in one.attrib.items()}
            yield Seen(one.tag.rpartition("}")[2].lower(), attributes, one.text or "")


def _unsafe(page: str) -> list[str]:
    """Whatever in a page runs, or leads somewhere that does, apart from scripts in files."""
    found = []
    for see in (_by_lxml, _as_browsers_do):
        for one in see(page):
            kind = one.attributes.get("type", "")
            if one.tag in ("iframe", "object", "embed", "frame", "base", "applet"):
                found.append(f"<{one.tag}>")
            if one.tag == "script" and "src" not in one.attributes and "json" not in kind:
                found.append(f"script: {one.text}")
            for name, value in one.attributes.items():
                bare = re.sub(r"[\x00-\x20]", "", value).lower()
                if name.lower().startswith("on") or name.lower() == "srcdoc":
                    found.append(f"{one.tag} {name}={value}")
                if name.lower().rpartition(":")[2] in _ADDRESSES and bare.startswith(_RUNS):
                    found.append(f"{one.tag} {name}={value}")
    return found


_X = "onmouseover=alert(1)"
HIDDEN = {
    "in a block, in HTML": f"<div>\n/// show | groups <b {_X}>x</b>\n///\n</div>",
    "in what looks like a block": f"///\u00a0show | groups <b {_X}>x</b>\n\n///",
    "after a title": f'<title><i title="</title><b {_X}>x</b>"></title>',
    "after a box to write in": f'<textarea><i title="</textarea><b {_X}>x</b>"></textarea>',
    "after raw text": f'<xmp><i title="</xmp><b {_X}>x</b>"></xmp>',
    "after words for no script": f'<noscript><i title="</noscript><b {_X}>x</b>"></noscript>',
    "after a short comment": f"<!--><b {_X}>x</b>-->",
    "after another short comment": f"<!---><b {_X}>x</b>-->",
    "after an odd comment": f"<!-- --!><b {_X}>x</b>-->",
    "in what looks like CDATA": f"<![CDATA[><b {_X}>x</b>]]>",
    "in what looks like PHP": f"<?php ><b {_X}>x</b> ?>",
    "in a declaration": f"<!x ><b {_X}>x</b>",
    "in an unclosed tag": f"<b {_X} ",
    "in an unclosed paragraph": f"<p\n{_X}",
    "in a motion": "<svg><a><animate attributeName=href values=javascript:alert(1) /></a></svg>",
    "set later": "<svg><a><set attributeName=href to=javascript:alert(1) /></a></svg>",
    "in a formula": "<math href=javascript:alert(1)>x</math>",
    "in the words of a picture": f'![x" {_X} y="](https://www.example.gov.uk/a.png)',
    "in the title of a link": f"[Get help](contact.md 'x\" {_X} y=\"')",
    "in the name of code": f'```py" {_X}\nx\n```',
    "in a heading's id": f"## Words {{: {_X} }}",
    "in code": f"`<b {_X}>`",
    "in a shy address": "<javascript:alert(1)>",
    "in an entity": f"&lt;b {_X}&gt;",
    "behind a backslash": f"\\<b {_X}>",
    "in an old placeholder": "\x02wzxhzdk:0\x03 \x02amp\x03",
}
"""Each is either refused by a finding, or comes out as words."""


@pytest.mark.parametrize("name", HIDDEN)
def test_a_script_in_hiding_is_refused_or_harmless(offer_folder: Path, name: str) -> None:
    _append(offer_folder, HIDDEN[name])
    offer, findings = load(offer_folder)
    if errors(findings + check_words(offer, offer_folder, TODAY)):
        return
    page = next(page for page in offer.pages if page.at.path == PAGE)
    words = render(page.body, offer, offer_folder, TODAY)
    around = f"<!doctype html><html><head></head><body>{words}<p>The end.</p></body></html>"
    assert _unsafe(around) == []


CONTROL = {
    "in a name": ("name: Kinship Navigators\n", 'name: "Kinship\\x01 Navigators"\n', CONTACTS),
    "nothing in a name": ("name: Kinship Navigators\n", 'name: "Kinship\\0"\n', CONTACTS),
    "no character": ("name: Kinship Navigators\n", 'name: "Kinship\\uFFFF"\n', CONTACTS),
    "on a page": ("Our [Virtual", "Our \x01\x07\x1b [Virtual", PAGE),
    "in an address": ("Our [", "Our [The way out](https://www.example.gov.uk/\x01) [", PAGE),
    "in a title": ("title: Education\n", 'title: "Education\\x01"\n', PAGE),
}


@pytest.mark.parametrize("name", CONTROL)
def test_a_sign_that_no_page_can_hold_is_refused_or_built(sample: Path, name: str) -> None:
    _swap(sample, *CONTROL[name])
    done = publish(sample, TODAY, lambda step: None)
    assert (done.site is None) == bool(errors(done.findings))
    for one in errors(done.findings):
        assert one.path == CONTROL[name][2], one


def test_a_page_may_have_no_heading(offer_folder: Path) -> None:
    """Or not yet: whoever begins a page saves it before it has any."""
    path = offer_folder / PAGE
    head = path.read_text(encoding="utf-8").split("\n---\n", 1)[0]
    path.write_text(f"{head}\n---\n\nWe help the child do well at school.\n", encoding="utf-8")
    code, said = _check(offer_folder)
    assert code == 1
    line = head.count("\n") + 3  # behind the three hyphens that end the facts
    assert f'{PAGE}:{line}: heading-answers: The answer "Who can get it" is missing.' in said


FILES = {
    "evil.html": "<!doctype html><html><body><script>alert(1)</script></body></html>",
    "evil.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "assets/menu.js": "alert(1)",
    "assets/search/search.js": "alert(1)",
}


@pytest.fixture(scope="module")
def site_with_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A site whose content holds files that run, and what was said of it."""
    folder = copy_offer(SAMPLE, tmp_path_factory.mktemp("files") / "sample")
    for name, text in FILES.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, encoding="utf-8")
    done = publish(folder, TODAY, lambda step: None)
    return folder / "build" / "site", "\n".join(map(str, done.findings))


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_runs_is_refused_or_left_out(
    site_with_files: tuple[Path, str], name: str
) -> None:
    site, said = site_with_files
    shown = (site / name).read_text(encoding="utf-8") if (site / name).is_file() else ""
    assert "alert(1)" not in shown
    assert site.exists() or f"content/{name}" in said


TEMPLATE = "{{ 7*7 }} {% for x in y %} {# not said #} {{ config }}"
EVIL = '<script>alert(1)</script> "><b onclick=alert(1)>'
IN_WORDS = (
    (f"We say {TEMPLATE} here.", PAGE),
    ("`<script>alert(1)</script>` and `{{ 7*7 }}`", PAGE),
    ("    <script>alert(1)</script>", PAGE),
    ("&lt;script&gt;alert(1)&lt;/script&gt;", PAGE),
)


@pytest.fixture(scope="module")
def words_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an offer whose words are templates and scripts wherever words may stand."""
    folder = copy_offer(SAMPLE, tmp_path_factory.mktemp("words") / "sample")
    for text, name in IN_WORDS:
        _append(folder, f"\n{text}", name)
    _swap(folder, "title: Education\n", "title: 'Education {{ 7*7 }} {# x #}'\n", PAGE)
    _swap(
        folder, "summary: Help with a", "summary: 'With {% for %} <script>alert(1)</script> a", PAGE
    )
    _swap(folder, "the cost of uniform.\n", "the cost of uniform.'\n", PAGE)
    _swap(
        folder, "name: Virtual School\n", f"name: 'Virtual School {{{{ 7*7 }}}} {EVIL}'\n", CONTACTS
    )
    name = "content/data/groups.yml"
    _swap(folder, "name: Five-week course\n", f"name: 'Course {{% if %}} {EVIL}'\n", name)
    _append(
        folder,
        f"- id: hostile\n  title: 'Hostile {{{{ 7*7 }}}} {EVIL}'\n  about: 'A {{# x #}} it is.'\n"
        "  kind: council policy\n  owner: Aldermere Council\n  url: https://www.example.gov.uk/h\n"
        "  local: true\n  date: 2025-04-01\n  review_by: 2027-04-01\n"
        "  source: Aldermere Council, invented for tests\n  checked: 2026-11-01",
        "content/data/policies.yml",
    )
    done = publish(folder, TODAY, lambda step: None)
    assert [str(one) for one in errors(done.findings)] == []
    assert done.site is not None
    return done.site


def test_no_script_but_our_own_runs_in_a_site(words_site: Path) -> None:
    pages = sorted(words_site.rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert _unsafe(page) == [], path.relative_to(words_site)
        for one in _as_browsers_do(page):
            if one.tag == "script" and "src" in one.attributes:
                # The page for addresses that are not there can only name places from the top.
                source = one.attributes["src"].removeprefix("/kinship/")
                home = words_site if path.name == "404.html" else path.parent
                file = (home / source).resolve()
                ours = SAMPLE.parents[1] / "overrides" / file.relative_to(words_site.resolve())
                assert file.read_bytes() == ours.read_bytes(), source


def test_the_language_of_templates_is_shown_as_it_was_typed(words_site: Path) -> None:
    def words(name: str) -> str:
        page = html.document_fromstring((words_site / name).read_text(encoding="utf-8"))
        return " ".join(page.text_content().split())

    page = words("education/index.html")
    assert f"We say {TEMPLATE} here." in page
    assert "Education {{ 7*7 }} {# x #}" in page
    assert page.count("<script>alert(1)</script>") >= 3
    assert f"Virtual School {{{{ 7*7 }}}} {EVIL}" in words("contact/index.html")
    assert f"Course {{% if %}} {EVIL}" in words("support-groups-and-training/index.html")
    assert f"Hostile {{{{ 7*7 }}}} {EVIL}" in words("policies/index.html")
    assert f"We say {TEMPLATE} here." in words("text/index.html")
    for path in words_site.rglob("*.html"):
        assert "Education 49" not in path.read_text(encoding="utf-8")
