"""The history of an offer's folder, in real repositories: finding, telling and bringing back."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from conftest import SAMPLE, TODAY
from in_git import alone, commit, git, rows, say, start, swap, told
from local_offer.history import History

MONEY = Path("content/financial-support.md")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


@pytest.fixture
def kept(sample: Path) -> Path:
    """The made-up council, kept in git since April."""
    commit(start(sample), "2026-04-01")
    return sample


@pytest.fixture
def dated(kept: Path) -> tuple[Path, list[str]]:
    """Three commits: of April with a draft's tag, of May with a release, and of October."""
    git(kept, "tag", "draft")
    may = commit(kept, "2026-05-22T23:30:00+00:00")
    git(kept, "tag", "--annotate", "--message=Release", "offer/2026-05-22")
    october = commit(kept, "2026-10-01")
    return kept, [git(kept, "rev-parse", "draft"), may, october]


@pytest.mark.parametrize(
    ("name", "number", "called"),
    [
        ("offer/2026-05-22", 1, "offer/2026-05-22"),
        ("draft", 0, "draft"),
        ("HEAD", 2, "HEAD"),
        ("HEAD~1", 1, "HEAD~1"),
        ("2019-01-01", 0, ""),
        ("2026-04-01", 0, ""),
        ("2026-05-21", 0, ""),
        ("2026-05-22", 1, ""),
        ("2026-09-30", 1, ""),
        ("2030-01-01", 2, ""),
        ("six-months", 1, ""),
        ("last-release", 1, "offer/2026-05-22"),
    ],
)
def test_a_name_finds_its_commit(
    dated: tuple[Path, list[str]], name: str, number: int, called: str
) -> None:
    folder, hashes = dated
    found = History(folder).find(name, TODAY)
    days = ("2026-04-01", "2026-05-22", "2026-10-01")
    assert (found.hash, str(found.day)) == (hashes[number], days[number])
    assert found.name == called


def test_a_short_hash_finds_its_commit(dated: tuple[Path, list[str]]) -> None:
    folder, hashes = dated
    found = History(folder).find(hashes[0][:8], TODAY)
    assert (found.hash, found.name) == (hashes[0], hashes[0][:8])


@pytest.mark.parametrize("year", [2027, 2028])
def test_six_months_before_a_day_that_february_lacks(sample: Path, year: int) -> None:
    last = 29 if year == 2028 else 28
    february = commit(start(sample), f"{year}-02-{last}T23:00:00+00:00")
    commit(sample, f"{year}-03-01T01:00:00+00:00")
    assert History(sample).find("six-months", dt.date(year, 8, 31)).hash == february


def test_a_day_ends_at_midnight_where_the_commit_was_made(kept: Path) -> None:
    """Half past midnight on the 23rd, in summer time, is still the 22nd by Greenwich."""
    before = git(kept, "rev-parse", "HEAD")
    commit(kept, "2026-05-23T00:30:00+01:00")
    found = History(kept).find("2026-05-22", TODAY)
    assert (found.hash, str(found.day)) == (before, "2026-04-01")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "offer/2026-05-21",
            'There is no commit or tag called "offer/2026-05-21". Did you mean "offer/2026-05-22"?',
        ),
        ("darft", 'There is no commit or tag called "darft". Did you mean "draft"?'),
        ("zzzz", 'There is no commit or tag called "zzzz". git log lists them.'),
        ("--help", 'There is no commit or tag called "--help". git log lists them.'),
        ("draft..main", 'There is no commit or tag called "draft..main". Did you mean "draft"?'),
        (
            "draft:content",
            'There is no commit or tag called "draft:content". Did you mean "draft"?',
        ),
        ("2026-02-30", "There is no day 2026-02-30."),
        ("2026-13-01", "There is no day 2026-13-01."),
    ],
)
def test_a_name_that_finds_nothing(dated: tuple[Path, list[str]], name: str, said: str) -> None:
    for side in ("--since", "--until"):
        result = say(dated[0], "review", "--no-pdf", f"{side}={name}")
        assert result.exit_code == 2
        assert result.output == f"{said}\n"


def test_before_the_first_release(kept: Path) -> None:
    result = say(kept, "review", "--since", "last-release")
    assert result.exit_code == 2
    assert result.output == "There is no release yet. Name a day or a commit: --since 2026-05-22.\n"
    commit(kept, "2026-10-01")
    assert told(kept)["before"] == {"name": "", "day": "2026-04-01"}  # six months ago


def test_releases_stand_by_their_days_and_other_tags_are_none(
    dated: tuple[Path, list[str]],
) -> None:
    folder, hashes = dated
    git(folder, "tag", "offer/2026-10-02", "main")
    git(folder, "tag", "offer/2026-04-02", "draft")
    git(folder, "tag", "offer/first-words", "main")
    git(folder, "tag", "2026-10-03", "main")
    found = [(one.name, one.hash) for one in History(folder).releases()]
    days = ("2026-04-02", "2026-05-22", "2026-10-02")
    assert found == [(f"offer/{day}", hash) for day, hash in zip(days, hashes, strict=True)]


def test_a_tag_with_an_impossible_day_is_no_release(dated: tuple[Path, list[str]]) -> None:
    git(dated[0], "tag", "offer/2026-13-01")
    assert told(dated[0])["before"] == {"name": "offer/2026-05-22", "day": "2026-05-22"}


def test_a_branch_with_the_name_of_a_release_hides_nothing(dated: tuple[Path, list[str]]) -> None:
    folder, hashes = dated
    git(folder, "branch", "offer/2026-05-22", "main")
    assert [(one.name, one.hash) for one in History(folder).releases()] == [
        ("offer/2026-05-22", hashes[1])
    ]


def test_a_folder_that_is_not_in_git(sample: Path) -> None:
    for verb in ("review", "release"):
        result = say(sample, verb)
        assert result.exit_code == 2
        assert result.output.startswith(f"{sample} is not kept in git, so it has no history.")
        assert "Traceback" not in result.output


def test_git_that_speaks_another_language(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "de")
    result = say(sample, "review")
    assert result.exit_code == 2
    assert result.output == f"{sample} is not kept in git, so it has no history.\n"


def test_a_computer_without_git(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = say(kept, "review")
    assert result.exit_code == 2
    assert result.output == "This needs the program git, and it is not installed.\n"


def test_a_repository_with_no_commit(sample: Path) -> None:
    result = say(start(sample), "review")
    assert result.exit_code == 2
    assert result.output == "Nothing has been committed here yet, so there is no history.\n"


def test_a_shallow_clone(dated: tuple[Path, list[str]], tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{dated[0]}", "copy")
    result = say(tmp_path / "copy", "review")
    assert result.exit_code == 2
    assert result.output == (
        "This copy holds only the newest part of the history. "
        "Fetch the rest of it first: git fetch --unshallow --tags.\n"
    )
    git(tmp_path / "copy", "fetch", "--quiet", "--unshallow", "--tags")
    assert told(tmp_path / "copy")["before"]["name"] == "offer/2026-05-22"


TRAILERS = """A larger grant

Cabinet agreed to it.

Change-note: The grant is larger, for prices
 have risen since May.
Change-note: Families asked for it.
Approved-by: Head of Family Help
Approved-by: Lead Member
"""


@pytest.mark.parametrize("under", ["", "services/kinship offer"])
def test_trailers_reach_the_review(sample: Path, tmp_path: Path, under: str) -> None:
    offer = tmp_path / "all" / under
    offer.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(sample, offer)
    root = start(tmp_path / "all")
    commit(root, "2026-04-01")
    git(root, "switch", "--quiet", "--create", "grant")
    swap(offer / MONEY, "up to £600 for each child", "up to £650 for each child")
    (root / "other.txt").write_text("Not ours.", encoding="utf-8")
    commit(root, "2026-05-01", TRAILERS)
    git(root, "switch", "--quiet", "main")
    (root / "more.txt").write_text("Not ours either.", encoding="utf-8")
    commit(root, "2026-05-02", "Elsewhere\n\nChange-note: This is not about the offer.")
    git(root, "merge", "--quiet", "--no-edit", "grant", at="2026-05-03")
    history = History(offer)
    log = history.log(history.find("2026-04-01", TODAY), history.find("HEAD", TODAY))
    assert [(one.subject, one.files, str(one.day)) for one in log] == [
        ("A larger grant", (MONEY.as_posix(),), "2026-05-01")
    ]
    reasons = told(offer, "--since", "2026-04-01")["reasons"]
    roles = {
        "page": MONEY.as_posix(),
        "approved_by": "Head of Family Help, Lead Member",
        "approved": "2026-05-01",
    }
    notes = ["Families asked for it.", "The grant is larger, for prices have risen since May."]
    assert [{**one, "note": " ".join(one["note"].split())} for one in reasons] == [
        {**roles, "note": note} for note in notes
    ]


def test_a_folded_note_is_one_line(kept: Path) -> None:
    swap(kept / MONEY, "up to £600 for each child", "up to £650 for each child")
    commit(kept, "2026-05-01", TRAILERS)
    notes = [one["note"] for one in told(kept, "--since", "2026-04-01")["reasons"]]
    assert "The grant is larger, for prices have risen since May." in notes


def test_what_is_too_large_or_a_link_is_left_out(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("Not for families.", encoding="utf-8")
    (kept / "content/secret.md").symlink_to(tmp_path / "secret.md")
    (kept / "content/huge.md").write_bytes(b"a" * 2_000_001)
    (kept / "content/large.bin").write_bytes(b"a" * 2_000_000)
    commit(kept, "2026-05-01")
    history = History(kept)
    left = [
        "content/huge.md is larger than 2 MB, and was not read.",
        "content/secret.md is a link to another place, and was not followed.",
    ]
    assert history.bring_back(history.find("HEAD", TODAY), tmp_path / "back") == left
    back = {path.name for path in (tmp_path / "back/content").iterdir()}
    assert back == {path.name for path in (SAMPLE / "content").iterdir()} | {"large.bin"}
    assert (tmp_path / "back/content/large.bin").stat().st_size == 2_000_000
    review = told(kept, "--since", "2026-04-01")
    assert review["unread"] == left
    assert "Not for families" not in (kept / "build/review/review.html").read_text("utf-8")


def test_names_of_every_kind_and_files_without_words(kept: Path, tmp_path: Path) -> None:
    names = ["it's a “page”.md", 'a "quoted" name.md', "Où être aidé.md", "- dash.md", "*.md"]
    for name in names:
        words = f"---\ntitle: {len(name)}\n---\nHello.\n"
        (kept / "content" / name).write_text(words, encoding="utf-8")
    picture = kept / "content" / "a photo é.png"
    picture.write_bytes(bytes(range(256)) * 9)
    first = commit(kept, "2026-05-01", "Names\n\nChange-note: New names.")
    picture.write_bytes(bytes(range(256)) * 8)
    (kept / "content" / names[2]).write_text("Bonjour, Élise.\n", encoding="utf-8")
    commit(kept, "2026-05-02")
    history = History(kept)
    assert history.bring_back(history.find(first, TODAY), tmp_path / "back") == []
    for name in names:
        assert "Hello." in (tmp_path / "back/content" / name).read_text(encoding="utf-8")
    assert (tmp_path / "back/content" / picture.name).read_bytes() == bytes(range(256)) * 9
    review = told(kept, "--since", "2026-04-01")
    wanted = {f"content/{name}" for name in (*names, picture.name)}
    assert {one["page"] for one in review["reasons"]} == wanted
    review = told(kept, "--since", first)
    assert {one["page"] for one in review["changes"]} == {
        f"content/{names[2]}", f"content/{picture.name}",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (b'---\ntitle: "Learning\nowner: Me\n---\nWords.\n', "The computer cannot read this file"),
        ("---\ntitle: École\n---\nWords.\n".encode("latin-1"), "A letter here is not saved as"),
        (b"", "This file is empty."),
        (b"\x00\xff\xfe\x89PNG", "A letter here is not saved as"),
    ],
    ids=["bad-yaml", "not-utf-8", "empty", "binary"],
)
def test_a_page_that_was_broken_once(kept: Path, broken: bytes, why: str) -> None:
    whole = (kept / "content/education.md").read_bytes()
    (kept / "content/education.md").write_bytes(broken)
    commit(kept, "2026-05-01")
    (kept / "content/education.md").write_bytes(whole)
    swap(kept / MONEY, "up to £600 for each child", "up to £650 for each child")
    commit(kept, "2026-06-01")
    review = told(kept, "--since", "2026-05-01")
    assert len(review["unread"]) == 1
    assert review["unread"][0].startswith(f"content/education.md, as it was before: {why}")
    assert (MONEY.as_posix(), "£600", "£650") in rows(review, "money")
    review = told(kept, "--since", "2026-06-01", "--until", "2026-05-01")
    assert review["unread"][0].startswith(f"content/education.md, as it is now: {why}")


def test_a_page_renamed_and_rewritten_at_once(kept: Path) -> None:
    git(kept, "mv", "content/staying-in-work.md", "content/work.md")
    text = (kept / "content/work.md").read_text(encoding="utf-8")
    front, gap, body = text.partition("---\n\n")
    paragraphs = body.split("\n\n")
    paragraphs[0] = "Do you work? You may be able to take time off. Ask us how."
    paragraphs.insert(2, "We can talk to your boss with you, if you want us to.")
    (kept / "content/work.md").write_text(front + gap + "\n\n".join(paragraphs), encoding="utf-8")
    commit(kept, "2026-05-01", "A shorter name\n\nChange-note: Carers say work.")
    review = told(kept, "--since", "2026-04-01")
    sides = ("content/work.md", "content/staying-in-work.md", "content/work.md")
    assert rows(review, "page-renamed") == [sides]
    assert rows(review, "page-added") == rows(review, "page-removed") == []
    added = [after for _, _, after in rows(review, "text-added")]
    assert "We can talk to your boss with you, if you want us to." in added
    assert {one["page"] for one in review["reasons"]} >= {"content/work.md"}


def test_words_from_before_the_model(sample: Path, tmp_path: Path) -> None:
    shutil.move(sample / "content", tmp_path / "later")
    data = sample / "content" / "data"
    data.mkdir(parents=True)
    (data.parent / MONEY.name).write_text(
        "---\ntitle: Money\nreviewed: 2025-01-01\nowner: Me\n---\n\n"
        "You can get money to help with the child. The grant is up to £400.\n",
        encoding="utf-8",
    )
    (data.parent / "notes.md").write_text("# Notes\n\nNo facts stand above.\n", encoding="utf-8")
    old = '- id: navigators\n  phone: "01632 960199"\n- name: Nobody\n- just words\n'
    (data / "contacts.yml").write_text(old, encoding="utf-8")
    commit(start(sample), "2025-01-01")
    shutil.rmtree(sample / "content")
    shutil.move(tmp_path / "later", sample / "content")
    commit(sample, "2026-05-01")
    review = told(sample, "--since", "2025-01-01")
    assert review["unread"] == []
    phone = ("content/data/contacts.yml", "01632 960199", "01632 960100")
    assert phone in rows(review, "contact-fact")
    counted = {one["what"]: (one["before"], one["after"]) for one in review["figures"]}
    assert counted["Pages"] == ("2", "24")
    unknown = [what for what, (before, _) in counted.items() if before == "not known"]
    assert unknown == [
        "Policies named and not linked",
        "Headings that no page answers",
        "Pages past their review day",
    ]
    assert "content/notes.md" in {page for page, _, _ in rows(review, "page-removed")}


def test_a_first_commit_with_no_content(sample: Path, tmp_path: Path) -> None:
    shutil.move(sample / "content", tmp_path / "later")
    commit(start(sample), "2026-01-01")
    shutil.move(tmp_path / "later", sample / "content")
    commit(sample, "2026-05-01")
    review = told(sample, "--since", "2026-01-01")
    assert review["unread"] == ["There is nothing in the content folder, as it was before."]
    pages = {f"content/{path.name}" for path in (SAMPLE / "content").glob("*.md")}
    assert {page for page, _, _ in rows(review, "page-added")} == pages
