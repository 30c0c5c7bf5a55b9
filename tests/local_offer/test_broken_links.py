"""What is said of links that lead nowhere: one finding for each address of a page."""

from __future__ import annotations

from pathlib import Path

from link_check import check_site
from local_offer.checks.broken_links import links

BASE = "https://offer.brindle.example.gov.uk/kin/"
PAGE = "<!doctype html><html lang=en><title>Help</title><main>{}</main></html>"


def _site(folder: Path, **pages: str) -> Path:
    for name, body in {"contact": "<p>Call us.</p>", **pages}.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(PAGE.format(body), encoding="utf-8")
    return folder


def test_findings(tmp_path: Path) -> None:
    sent = '<meta http-equiv="refresh" content="0; url=../contact/"><a href="../contact/">Go</a>'
    body = '<a href="../none/">x</a><a href="../none/">x</a><a href="../old/">x</a><a href="">x</a>'
    site = _site(tmp_path, old=sent, money=body)
    found = [f for f in links(check_site(site, BASE)) if f.path == "build/site/money/index.html"]
    assert [(f.rule, f.level) for f in found] == [
        ("link", "error"), ("link", "warning"), ("link", "error"),
    ]  # fmt: skip
    assert "../none/" in found[0].message
    assert "Write ../contact/ in its place." in found[1].suggestion
    for finding in found:
        assert "broken" not in str(finding).lower() or finding.level == "error"


def test_the_rule_is_quiet_on_a_sound_site(tmp_path: Path) -> None:
    site = _site(tmp_path, money='<a href="../contact/">Who to contact</a>')
    assert list(links(check_site(site, BASE))) == []
