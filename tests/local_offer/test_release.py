"""A release in real repositories, and the review between two of them on paper."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from conftest import TODAY
from in_git import alone, commit, git, rows, say, start, swap, told
from local_offer.review import Review
from local_offer.review.git_range import review_since
from local_offer.review.report import lay_out_review
from on_paper import page_count, pdf_text

MONEY = Path("content/financial-support.md")
CONTACTS = Path("content/data/contacts.yml")
TAG = "offer/2026-11-22"
MOST_SIDES = 4  # what a councillor reads before the appendix


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


@pytest.fixture
def kept(sample: Path) -> Path:
    """The made-up council, kept in git since June."""
    commit(start(sample), "2026-06-01")
    return sample


def _tags(folder: Path) -> list[str]:
    return git(folder, "tag").split()


def _refused(folder: Path, said: str) -> None:
    """A release stops with one plain sentence, and leaves the tags as they were."""
    before = git(folder, "for-each-ref")
    result = say(folder, "release")
    assert result.exit_code == 2
    assert result.output == f"{said} Nothing was released.\n"
    assert git(folder, "for-each-ref") == before


def test_a_first_release(kept: Path) -> None:
    result = say(kept, "release")
    assert result.exit_code == 0
    assert result.output == f"Released: {TAG}. To publish it: git push origin HEAD {TAG}\n"
    assert _tags(kept) == [TAG]
    assert git(kept, "cat-file", "-t", TAG) == "tag"
    assert git(kept, "rev-parse", f"{TAG}^{{commit}}") == git(kept, "rev-parse", "HEAD")
    assert git(kept, "tag", "--list", "--format=%(contents)") == (
        "Kinship local offer of Aldermere Council, 2026-11-22\n\nThe first release."
    )


def test_what_it_says_to_push_can_be_pushed(kept: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "there.git")
    git(kept, "remote", "add", "origin", str(tmp_path / "there.git"))
    words = re.search(r"git (push .+)$", say(kept, "release").output, re.MULTILINE)
    assert words
    git(kept, *words[1].split())
    assert _tags(tmp_path / "there.git") == [TAG]


def test_the_next_release_tells_what_changed(kept: Path) -> None:
    git(kept, "tag", "--annotate", "--message=Release", "offer/2026-06-01")
    swap(kept / MONEY, "up to £600 for each child", "up to £650 for each child")
    swap(kept / CONTACTS, "01632 960100", "01632 960177")
    swap(kept / "content/education.md", "\n## How to ask", "\nWe can come too.\n\n## How to ask")
    commit(kept, "2026-11-01", "More\n\nChange-note: Prices rose.\nApproved-by: Kinship Lead")
    summary = say(kept, "review", "--no-pdf").output.partition("Written:")[0]
    result = say(kept, "release")
    assert result.exit_code == 0, result.output
    assert result.output.endswith(f"Released: {TAG}. To publish it: git push origin HEAD {TAG}\n")
    message = git(kept, "tag", "--list", "--format=%(contents)", TAG)
    assert message.startswith("Kinship local offer of Aldermere Council, 2026-11-22\n\n")
    first = "This review goes from 1 June 2026 (offer/2026-06-01) to 1 November 2026."
    assert summary.startswith(first)
    assert summary.strip() in message
    for said in (
        "- “£600” is now “£650” under “How much you can get”.",
        "- “01632 960100” is now “01632 960177” for “Kinship Navigators”.",
        "We can come too.",
    ):
        assert said in message
    swap(kept / MONEY, "up to £650 for each child", "up to £700 for each child")
    commit(kept, "2026-12-01")
    assert say(kept, "release", "--today", "2026-12-01").exit_code == 0
    message = git(kept, "tag", "--list", "--format=%(contents)", "offer/2026-12-01")
    assert "“£650” is now “£700”" in message
    assert "£600" not in message
    assert "01632" not in message


def test_what_is_not_committed_is_named(kept: Path) -> None:
    swap(kept / MONEY, "£600", "£650")
    (kept / "content" / "où aller.md").write_text("New.", encoding="utf-8")
    (kept / "content" / "education.md").unlink()
    git(kept, "add", "content/education.md")
    names = f"content/education.md, {MONEY}, content/où aller.md"
    advice = "Commit them, or take them back."
    _refused(kept, f"Some changes are not committed: {names}. {advice}")
    for number in range(5):
        (kept / f"note-{number}.txt").write_text("New.", encoding="utf-8")
    names += ", note-0.txt, note-1.txt and more"
    _refused(kept, f"Some changes are not committed: {names}. {advice}")


def test_a_page_left_out_is_not_overlooked_where_git_hides_new_files(kept: Path) -> None:
    """Else what was checked, with the page, is not what is released, without it."""
    git(kept, "rm", "--quiet", "--cached", "content/education.md")
    git(kept, "commit", "--quiet", "--message=By mistake")
    git(kept, "config", "status.showUntrackedFiles", "no")
    _refused(
        kept,
        "Some changes are not committed: content/education.md. Commit them, or take them back.",
    )


def test_one_day_has_one_release(kept: Path) -> None:
    git(kept, "tag", TAG)
    commit(kept, "2026-11-22")
    _refused(kept, f"There is a release {TAG} already. One day has one release.")


def test_a_shallow_clone_is_not_released(kept: Path, tmp_path: Path) -> None:
    commit(kept, "2026-07-01")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{kept}", "copy")
    _refused(
        tmp_path / "copy",
        "This copy holds only the newest part of the history. "
        "Fetch the rest of it first: git fetch --unshallow --tags.",
    )


def test_nothing_committed_is_nothing_released(sample: Path) -> None:
    said = "Nothing has been committed here yet, so there is no history."
    _refused(start(sample), said)


@pytest.mark.parametrize("facts", [1, 2])
def test_facts_to_confirm_stop_it(kept: Path, facts: int) -> None:
    open_ = "due:\n    to_confirm: The council must give a date."
    for day in ("31 October 2026", "31 March 2027")[:facts]:
        swap(kept / "content/data/actions.yml", f"due: {day}", open_)
    commit(kept, "2026-07-01")
    result = say(kept, "release")
    assert result.exit_code == 1
    assert result.stderr == (
        f"Nothing was released. {'1 fact is' if facts == 1 else '2 facts are'} still to confirm.\n"
    )
    assert "content/data/actions.yml" in result.stdout
    assert _tags(kept) == []


def test_an_error_stops_it(kept: Path) -> None:
    swap(kept / MONEY, "(contact:navigators)", "(contact:navigator)")
    commit(kept, "2026-07-01")
    result = say(kept, "release")
    assert result.exit_code == 1
    assert re.fullmatch(r"Nothing was released. Please mend \d errors?\.\n", result.stderr)
    assert f"{MONEY}:" in result.stdout
    assert _tags(kept) == []


def test_git_must_know_who_releases(kept: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(kept), "copy")
    # Some computers have a name that git would make an address of.
    git(tmp_path / "copy", "config", "user.useConfigOnly", "true")
    _refused(
        tmp_path / "copy",
        "Git does not know who you are. Tell it once: "
        'git config --global user.name "Your name", and the same with user.email.',
    )


def test_an_offer_in_a_part_of_a_repository(sample: Path, tmp_path: Path) -> None:
    root = tmp_path / "all"
    root.mkdir()
    offer = sample.rename(root / "our offer")
    commit(start(root), "2026-06-01")
    (root / "elsewhere.txt").write_text("New.", encoding="utf-8")
    _refused(
        offer,
        "Some changes are not committed: elsewhere.txt. Commit them, or take them back.",
    )
    commit(root, "2026-06-02")
    assert say(offer, "release").exit_code == 0
    assert _tags(root) == [TAG]


def _moved(page: Path, heading: str, before: str) -> None:
    """Move a section of a page to stand before another."""
    text = page.read_text(encoding="utf-8")
    section = re.search(rf"^## {heading}\n(?:(?!## ).*\n)*", text, re.MULTILINE)
    assert section
    text = text.replace(section[0], "")
    assert f"## {before}\n" in text
    page.write_text(text.replace(f"## {before}\n", f"{section[0]}\n## {before}\n"), "utf-8")


def _sides(review: Review) -> int:
    parts = [sheet.part for sheet in lay_out_review(review)[0].sheets]
    assert parts == sorted(parts, reverse=True)  # the review, and then its appendix
    return parts.count("review")


def test_a_review_between_two_releases(kept: Path) -> None:
    git(kept, "tag", "offer/2026-06-01")
    swap(kept / MONEY, "up to £600 for each child", "up to £650 for each child")
    note = "Prices rose, so the grant is larger."
    entry = f"  - day: 2026-09-01\n    note: {note}\n    approved_by: Kinship Lead\n"
    swap(kept / MONEY, "changes:\n", f"changes:\n{entry}    approved: 2026-08-30\n")
    swap(kept / CONTACTS, "01632 960111", "01632 960188")
    _moved(kept / "content/therapeutic-support.md", "Without the internet", "How to ask")
    commit(kept, "2026-09-01")
    git(kept, "tag", "offer/2026-09-01")
    swap(kept / MONEY, "up to £650 for each child", "up to £999 for each child")
    commit(kept, "2026-10-01")
    given = ("review", "--since", "offer/2026-06-01", "--until", "offer/2026-09-01")
    result = say(kept, *given)
    assert result.exit_code == 0, result.output
    made = kept / "build" / "review"
    names = {"review.html", "review.json", "review.md", "review.pdf"}
    assert {path.name for path in made.iterdir()} == names
    assert all(str(made / name) in result.output for name in names)
    review = told(kept, *given[1:])
    assert rows(review, "money") == [(MONEY.as_posix(), "£600", "£650")]
    assert rows(review, "contact-fact") == [(CONTACTS.as_posix(), "01632 960111", "01632 960188")]
    assert [after for _, _, after in rows(review, "moved-section")] == ["Without the internet"]
    assert review["reasons"] == [
        {
            "page": MONEY.as_posix(),
            "note": note,
            "approved_by": "Kinship Lead",
            "approved": "2026-08-30",
        }
    ]
    pdf = made / "review.pdf"
    appendix = [
        number
        for number in range(1, page_count(pdf) + 1)
        if "Appendix: every change" in pdf_text(pdf, number, number)
    ]
    assert appendix
    assert appendix[0] - 1 <= MOST_SIDES
    first = pdf_text(pdf, 1, appendix[0] - 1)
    for said in ("£600", "£650", "01632 960188", "“Without the internet” moved", note):
        assert said in first
    assert "£999" not in pdf_text(pdf)
    for name in names - {"review.pdf"}:
        assert "£999" not in (made / name).read_text(encoding="utf-8")


LONG = "Help with money and clothes when a child comes to you"  # with a number, 60 letters at most
SAID = "We will write to each family and say who to call and when."


def _change_much(folder: Path, *, titles: bool, pages: bool) -> None:
    """Every page changes in many ways, and thirty promises and answers are new."""
    for number, path in enumerate(sorted((folder / "content").glob("*.md"))):
        front, gap, body = path.read_text(encoding="utf-8").partition("---\n\n")
        if titles:
            front = re.sub(r"(?m)^title: .*$", f"title: {LONG} {number}", front, count=1)
        body = re.sub(r"£(\d+)", lambda sum_: f"£{int(sum_[1]) + 13}", body)
        body = re.sub(r"\b(\d+) (working days|months)", r"1\1 \2", body)
        body = re.sub(r"(?m)^## How .*$", r"\g<0>, step by step", body)
        body = re.sub(
            r"(?m)^([A-Z].*)$", rf"\1 {SAID} Call 01632 9602{number:02} to get £{number}.", body
        )
        path.write_text(front + gap + body, encoding="utf-8")
        if pages:
            new = f"---\ntitle: New {number}. {LONG}\n---\n{SAID} It tells of {path.stem}.\n"
            (path.parent / f"new-{path.name}").write_text(new, encoding="utf-8")
    contacts = folder / CONTACTS
    text = contacts.read_text(encoding="utf-8")
    contacts.write_text(text.replace("01632 9601", "01632 9603"), encoding="utf-8")
    for name, fields in (
        ("actions", f"what: {SAID}\n  owner: Head of Family Help\n  evidence: {SAID}"),
        ("feedback", f"said: {SAID}\n  did: {SAID}\n  when: 2026-10-01"),
    ):
        with (folder / f"content/data/{name}.yml").open("a", encoding="utf-8") as file:
            for number in range(30):
                status = ("done", "planned", "under way")[number % 3]
                more = f"due: {number % 28 + 1} September 2026\n  status: {status}"
                more = more if name == "actions" else "source: Aldermere Council"
                file.write(f"\n- id: more-{number}\n  {fields}\n  {more}\n")


@pytest.mark.parametrize(
    ("titles", "pages"),
    [
        pytest.param(False, False, id="short-titles"),
        pytest.param(True, False, id="long-titles"),
        pytest.param(True, True, id="long-titles-and-new-pages"),
    ],
)
def test_very_many_changes_stay_on_four_sides(kept: Path, *, titles: bool, pages: bool) -> None:
    _change_much(kept, titles=titles, pages=pages)
    commit(kept, "2026-11-01", f"Much\n\nChange-note: {SAID}\nApproved-by: Head of Family Help")
    review = review_since(kept, "2026-06-01", "", TODAY, lambda _step: None)
    changed = {change.page for change in review.changes if change.page.endswith(".md")}
    assert len(changed) == (48 if pages else 24)
    assert len(review.changes) > 200
    assert (len(review.promises) > 30, len(review.answers)) == (True, 30)
    assert _sides(review) <= MOST_SIDES


def test_a_short_review_has_no_more_sides_than_it_needs(kept: Path) -> None:
    swap(kept / MONEY, "up to £600 for each child", "up to £650 for each child")
    commit(kept, "2026-11-01")
    review = review_since(kept, "2026-06-01", "", TODAY, lambda _step: None)
    assert 1 <= _sides(review) <= 2


def test_a_release_is_refused_where_git_is_missing(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setenv("PATH", str(tmp_path))
        result = say(kept, "release")
    assert result.exit_code == 2
    assert "the program git, and it is not installed. Nothing was released." in result.output
    with pytest.raises(subprocess.CalledProcessError):
        git(kept, "rev-parse", "--verify", TAG)
