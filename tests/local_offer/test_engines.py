"""The site generator can be changed: another one gives the same words, headings and links."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html as lxml_html

from conftest import SAMPLE, TODAY, copy_offer
from link_check import check_site
from local_offer.checks.broken_links import links
from local_offer.looks import HOME
from local_offer.model import errors
from local_offer.publish import publish
from local_offer.published import Published

ADDRESS = "https://aldermere.example.gov.uk/kinship/"


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The sample, built by the generator that the theme's makers go on with."""
    folder = copy_offer(SAMPLE, tmp_path_factory.mktemp("engines") / "sample")
    return publish(folder, TODAY, lambda _: None, "zensical")


def read(site: Path) -> dict[str, dict[str, object]]:
    """What each page says: words, headings, places to jump to, and where its links lead."""
    pages: dict[str, dict[str, object]] = {}
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        tree = lxml_html.parse(path).getroot()
        here = urljoin(ADDRESS, name.removesuffix("index.html"))
        pages[name] = {
            "title": tree.findtext(".//title"),
            "words": " ".join(tree.body.text_content().split()),
            "headings": [
                " ".join(one.text_content().split()) for one in tree.iter("h1", "h2", "h3")
            ],
            "ids": sorted(one.get("id") for one in tree.iter() if one.get("id")),
            "links": [urljoin(here, link.get("href")) for link in tree.iter("a")],
            "described": tree.xpath("//meta[@name='description']/@content"),
            "told": [" ".join(one.text.split()) for one in tree.xpath("//script[not(@src)]")],
        }
    return pages


def test_another_generator_gives_the_same_pages(built_sample: Published, other: Published) -> None:
    assert built_sample.site is not None
    assert other.site is not None
    one, two = read(built_sample.site), read(other.site)
    assert one.keys() == two.keys()
    for name, page in one.items():
        for what, said in page.items():
            if what == "told":  # the same values, written in another order
                assert len(two[name]["told"]) == len(said)  # type: ignore[arg-type]
            else:
                assert two[name][what] == said, (name, what)


def test_its_pages_pass_the_same_checks(built_sample: Published, other: Published) -> None:
    assert [str(finding) for finding in errors(other.findings)] == []
    assert other.site is not None
    assert [str(one) for one in links(check_site(other.site, ADDRESS))] == []
    assert built_sample.site is not None
    files = [
        sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
        for site in (built_sample.site, other.site)
    ]
    assert files[0] == files[1]


def test_the_generators_name_stands_in_one_place() -> None:
    for path in (HOME / "scripts" / "local_offer").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name not in ("mkdocs.py", "engine.py"):
            assert "zensical" not in text.lower(), path
            assert "import mkdocs" not in text, path
