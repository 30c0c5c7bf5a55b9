"""Links inside a built site: the labelled site, and many small faults and traps of our own."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import Score
from link_check import SiteLink, check_site
from link_check.site.addresses import join
from link_check.site.html_links import candidates
from link_check.site.phone_numbers import judge_phone, number_in

LABELLED = Path(__file__).parent / "labelled" / "links-internal-dev"
BASE = "https://offer.brindle.example.gov.uk/kin/"
RANK = {"ok": 0, "suspicious": 1, "broken": 2}


def worst(found: list[SiteLink]) -> dict[tuple[str, str], SiteLink]:
    """For each page and target, the worst that was said."""
    said: dict[tuple[str, str], SiteLink] = {}
    for link in found:
        key = link.page, link.target
        if key not in said or RANK[link.verdict] > RANK[said[key].verdict]:
            said[key] = link
    return said


def test_the_labelled_site(score: Score) -> None:
    lines = (LABELLED / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    base_url = json.loads((LABELLED / "site.json").read_text(encoding="utf-8"))["base_url"]
    said = worst(check_site(LABELLED / "built-site", base_url))
    expected = {(row["page"], row["target"]): row["verdict"] for row in rows}
    got = {key: said[key].verdict if key in said else "ok" for key in expected}
    broken = [key for key, verdict in expected.items() if verdict == "broken"]
    doubtful = [key for key, verdict in expected.items() if verdict == "suspicious"]
    found = sum(got[key] == "broken" for key in broken)
    warned = sum(got[key] == "suspicious" for key in doubtful)
    false = [key for key, link in said.items()
             if link.verdict != "ok" and expected.get(key, "ok") == "ok"]  # fmt: skip
    of = f"{found} of {len(broken)}, warnings {warned} of {len(doubtful)}"
    score(f"inside links: found {of}, false alarms {len(false)} of {len(said)}")
    assert false == []
    assert found >= 24
    assert warned >= 6
    unseen = [(row["page"], row["target"]) for row in rows if row["element"] in ("comment", "text")]
    assert not said.keys() & set(unseen)
    for link in said.values():
        if link.verdict != "ok":
            assert link.why.endswith((".", "?"))
            assert len(link.why.split()) < 45


# ---------------------------------------------------------------- a site of our own
PAGE = "<!doctype html><html lang=en-GB><head><meta charset=utf-8><title>t</title>{}</head><body>{}</body></html>"  # noqa: E501
WORDS = (
    "<h1 id=help>Help</h1><h2 id='what-you-get-in-£'>What</h2><p id='a%20b'>One</p>"
    "<p>We can pay\nfor <b>school</b> uniform. Call us.</p><p>Second part</p>"
    "<i id=twice></i><i id=twice></i><a name=old-name></a><template><i id=hidden></i></template>"
    "<input name=field><svg><symbol id=star></symbol></svg><map name=plan></map>"
)


def paper(path: Path, annotations: list[dict[str, Any]], pages: int = 2) -> None:
    """A PDF with links on its first page, and one named place, ``ring-us``."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(200, 200))
    place = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name("/Fit")])
    gone = pikepdf.Array([None, pikepdf.Name("/Fit")])
    names = pikepdf.Array([pikepdf.String("lost"), gone, pikepdf.String("ring-us"), place])
    pdf.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=names))
    pdf.Root.Dests = pikepdf.Dictionary({"/older": place})
    made = []
    for given_ in annotations:
        note = pikepdf.Dictionary(Type=pikepdf.Name("/Annot"), Subtype=pikepdf.Name("/Link"), Rect=[0, 0, 9, 9])  # fmt: skip  # noqa: E501
        for key, value in given_.items():
            note[key] = value(pdf) if callable(value) else value
        made.append(pdf.make_indirect(note))
    pdf.pages[0].obj.Annots = pikepdf.Array(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    pdf.save(path)
    pdf.close()


def uri(address: str) -> dict[str, Any]:
    return {"/A": pikepdf.Dictionary(S=pikepdf.Name("/URI"), URI=pikepdf.String(address))}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site whose page ``money/`` is for the test to write."""
    top = tmp_path / "site"
    files = {
        "index.html": PAGE.format("", WORDS),
        "contact/index.html": PAGE.format("", WORDS),
        "money/rates/index.html": PAGE.format("", WORDS),
        "plain.html": PAGE.format("", WORDS),
        "404.html": PAGE.format("", "<a href=/kin/contact/>Contact</a><a href=#x id=x>Here</a>"),
        "old/index.html": PAGE.format('<meta http-equiv=refresh content="0; url=../contact/">', ""),
        "older/index.html": PAGE.format(
            "<meta http-equiv=Refresh content=\"0;URL='../old/'\">", ""
        ),
        "round/index.html": PAGE.format('<meta http-equiv=refresh content="0; url=../about/">', ""),
        "about/index.html": PAGE.format('<meta http-equiv=refresh content="0; url=../round/">', ""),
        "clock/index.html": PAGE.format('<meta http-equiv=refresh content="60">', "12 o'clock"),
        "assets/a b.pdf": "",
        "assets/100%.txt": "",
        "assets/Guide.PDF": "",
        "assets/caf\u00e9.png": "",
        "assets/a#b.png": "",
        "assets/pic.png": "",
        "assets/pic-2.png": "",
        "assets/icons.svg": '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="tel"/></svg>',
        "assets/empty/readme.txt": "",
    }
    for name, text in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("a b.pdf", "Guide.PDF"):
        paper(top / "assets" / name, [])
    return top


def say(site: Path, body: str, head: str = "", page: str = "money/index.html") -> list[SiteLink]:
    """What is said of the links of one page, once it holds this HTML."""
    path = site / page
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(head, body), encoding="utf-8")
    return [link for link in check_site(site, BASE) if link.page == page]


def verdict(site: Path, body: str, head: str = "") -> str:
    return max((link.verdict for link in say(site, body, head)), key=RANK.__getitem__, default="ok")


SOUND = [
    "../contact/", "../contact/index.html", "../", "..", ".", "./", "./rates/", "rates/#help",
    "../contact/?a=1&amp;b=2#help", "?print", "?", "../contact/#", "#top", "#TOP",
    "../contact/#top",
    "/kin/", "/kin/contact/", "/kin/../kin/contact/", "%2e%2e/contact/", "../cont%61ct/",
    "&#46;&#46;/contact/", "  ../contact/\n", "../plain.html#help", "../contact/#old-name",
    "../contact/#what-you-get-in-%C2%A3", "../contact/#what-you-get-in-%c2%a3",
    "../contact/#what-you-get-in-£", "../contact/#a%20b", "../contact/#a%2520b",
    "../contact/#:~:text=uniform", "../contact/#help:~:text=SCHOOL%20uniform",
    "../contact/#:~:text=We%20can,Call%20us", "../contact/#:~:text=pay%20for-,school,-uniform",
    "../contact/#:~:text=uniform&amp;text=Second%20part", "../assets/a%20b.pdf",
    "../assets/a%20b.pdf#page=2", "../assets/a%20b.pdf#page=2&amp;zoom=100", "../assets/100%25.txt",
    "../assets/a%20b.pdf#ring-us", "../assets/a%20b.pdf#nameddest=older", "../assets/Guide.PDF",
    "../assets/caf%C3%A9.png", "../assets/café.png", "../assets/a%23b.png", "../clock/",
    "https://offer.brindle.example.gov.uk/kin/contact/#help",
    "HTTPS://Offer.Brindle.Example.Gov.UK:443/kin/contact/",
    "//offer.brindle.example.gov.uk/kin/contact/", "https://www.example.gov.uk/x?y=1#z",
    "http://www.example.gov.uk", "https://example.org/a_(b)", "https://müller.example.org/",
    "https://www.example.gov.uk.", "https://9.9.9.9/", "https://brindle.example.gov.uk/staging/",
    "https://offer.brindle.example.gov.uk", "https://offer.brindle.example.gov.uk/council-tax/",
    "mailto:kin@brindle.example.gov.uk", "MAILTO:kin@brindle.example.gov.uk?subject=Hello%20there",
    "mailto:a.b+c@brindle.example.gov.uk,d@brindle.example.gov.uk", "mailto:?subject=A%20page",
    "mailto:o'neill@brindle.example.gov.uk", "mailto:kin%40brindle.example.gov.uk",
    "mailto:?to=kin@brindle.example.gov.uk", "sms:07700900123", "sms:85258", "whatsapp://send?text=x",
    "webcal://example.org/groups.ics",
]  # fmt: skip

BROKEN = {
    "": None, " ": None, "#": None, "javascript:void(0)": None, "JavaScript:;": None,
    "javascript:": None, " javascript:void(0);": None, "../kontact/": "../contact/",
    "../Contact/": "../contact/", "../CONTACT/#help": "../contact/#help",
    "/contact/": "/kin/contact/",
    "/Kin/contact/": "/kin/contact/", "../../contact/": "../contact/", "contact/": "../contact/",
    "../contact.html": "../contact/", "../contact.md": "../contact/", "contact.md": "../contact/",
    "../contact/index.md#help": "../contact/#help", "../contact/index.htm": "../contact/",
    "../assets/guide.pdf": "../assets/Guide.PDF", "../assets/a%2520b.pdf": "../assets/a%20b.pdf",
    "../assets/": None, "../assets/empty/": None, "../assets/pic.png/": "../assets/pic.png",
    "../assets%2Fpic.png": None, "../assets/cafe%CC%81.png": "../assets/caf%C3%A9.png",
    "rates/#halp": None, "#help": None, "../contact/#Help": "../contact/#help",
    "../contact/#hidden": None, "../contact/#field": None, "../contact/#zzz:~:text=uniform": None,
    "../contact/#plan": None, "../assets/a%20b.pdf#page=3": None,
    "../assets/a%20b.pdf#page=0": None,
    "../assets/a%20b.pdf#page=x": None, "../assets/a%20b.pdf#nowhere": None,
    "../assets/a%20b.pdf#nameddest=lost": None, "../assets/nothing.pdf#page=1": None,
    "../assets/a b c.pdf": None, "../{{ page.url }}/": None, "TODO": None,
    "https://offer.brindle.example.gov.uk/kin/nowhere/": None,
    "https://offer.brindle.example.gov.uk/contact/": "https://offer.brindle.example.gov.uk/kin/contact/",
    "http://offer.brindle.example.gov.uk/kin/nowhere/": None,
    "//kin/contact/": None, "//contact/": "/kin/contact/", "https:/www.example.gov.uk/x":
    "https://www.example.gov.uk/x", "https:www.example.gov.uk": "https://www.example.gov.uk",
    "https//www.example.gov.uk/": "https://www.example.gov.uk/", "htps://www.example.gov.uk/":
    "https://www.example.gov.uk/", "www.example.gov.uk/x": "https://www.example.gov.uk/x",
    "example.gov.uk": "https://example.gov.uk", "https://": None, "http://https://www.example.gov.uk/":
    "https://www.example.gov.uk/", "https://https//www.example.gov.uk": "https://www.example.gov.uk",
    "https://www,example.gov.uk": None, "https://www.example..gov.uk": None, "https://TBC": None,
    "https:// www.example.gov.uk": None, "http://localhost:8000/kin/contact/":
    "https://offer.brindle.example.gov.uk/kin/contact/", "http://127.0.0.1/": None,
    "localhost:8000": None,
    "http://0.0.0.0:8000/kin/": "https://offer.brindle.example.gov.uk/kin/", "http://[::1]/": None,
    "http://192.168.1.20/x": None, "http://10.0.0.4/": None, "http://intranet/": None,
    "http://cms.brindle.local/x": None, "file:///C:/Users/me/plan.pdf": None,
    "C:\\Users\\me\\x.pdf": None,
    "\\\\server\\share\\x.pdf": None, "about:blank": None, "data:text/html,hello": None,
    "contact:navigators": None, "policy:kinship": None, "htttp://example.org/x": "http://example.org/x",
    "mailto:": None, "mailto:kin": None, "mailto:kin@brindle": None, "mailto:@example.gov.uk": None,
    "mailto:kin@brindle,example.gov.uk": None, "mailto:kin@@example.gov.uk": None,
    "mailto:kin(at)example.gov.uk": "mailto:kin@example.gov.uk", "mailto://kin@example.gov.uk":
    "mailto:kin@example.gov.uk", "mailto:kin@example.gov.uk.": "mailto:kin@example.gov.uk",
    "mailto:kin@example.gov.uk&amp;subject=x": None, "mailto:kin..ship@example.gov.uk": None,
    "mailto:kin ship@example.gov.uk": "mailto:kinship@example.gov.uk",
    "mail:kin@example.gov.uk": None,
    "mailto:kin@example.gov.uk?cc=bad": None, "kin@brindle.example.gov.uk": None,
    "../about/": None, "../older/#none": None, "“https://www.example.gov.uk”": None,
}  # fmt: skip

DOUBTFUL = {
    "../contact": "../contact/", "rates#help": "rates/#help", "/kin": "/kin/",
    "../plain": "../plain.html",
    "../contact?x#help": "../contact/?x#help", "..//contact/": "../contact/",
    "../contact//": "../contact/",
    "../assets/a b.pdf": "../assets/a%20b.pdf", "../con\ntact/": "../contact/",
    "..\\contact\\": "../contact/",
    "../contact/#twice": None, "../contact/#:~:text=uniforms": None,
    "../contact/#help:~:text=nothing": None,
    "../contact/#:~:text=Call%20us.%20Second": None, "http://offer.brindle.example.gov.uk/kin/":
    "https://offer.brindle.example.gov.uk/kin/", "../old/": "../contact/", "../older/#help":
    "../contact/#help", "https://offer.brindle.example.gov.uk:8443/kin/": None,
    "https://staging.offer.brindle.example.gov.uk/kin/": None,
    "https://test.brindle.example.gov.uk/": None,
    "https://kin@brindle.example.gov.uk": None, "https://www.example.gov.uk/a b": "https://www.example.gov.uk/a%20b",
    "https://www.example.gov.uk/a\u200bb": "https://www.example.gov.uk/ab",
    "ftp://example.org/x.pdf": None,
    "mailto: kin@example.gov.uk": "mailto:kin@example.gov.uk",
    "mailto:kin@example.gov.uk?subject=A page":
    "mailto:kin@example.gov.uk?subject=A%20page", "javascript:window.print()": None,
    "javascript:history.back()": None,
}  # fmt: skip


@pytest.mark.parametrize("target", SOUND)
def test_sound(site: Path, target: str) -> None:
    (link,) = say(site, f'<a href="{target}">words</a>')
    assert link.verdict == "ok", link


@pytest.mark.parametrize(("target", "new"), BROKEN.items())
def test_broken(site: Path, target: str, new: str | None) -> None:
    (link,) = say(site, f'<a href="{target}">words</a>')
    assert link.verdict == "broken", link
    assert link.why
    assert new is None or link.new == new, link


@pytest.mark.parametrize(("target", "new"), DOUBTFUL.items())
def test_doubtful(site: Path, target: str, new: str | None) -> None:
    (link,) = say(site, f'<a href="{target}">words</a>')
    assert link.verdict == "suspicious", link
    assert new is None or link.new == new, link


@pytest.mark.parametrize(
    "wrong", [(target, new) for target, new in {**BROKEN, **DOUBTFUL}.items() if new]
)
def test_what_is_offered_instead_is_sound(site: Path, wrong: tuple[str, str]) -> None:
    assert verdict(site, f'<a href="{wrong[1]}">words</a>') == "ok"


@pytest.mark.parametrize(("html", "expected"), [
    ('<img src="../assets/pic.png" alt="">', "ok"),
    ('<img src="../assets/pic.png?v=2" alt="">', "ok"),
    ('<img src="" alt="">', "broken"),
    ('<img src="../assets/none.png" alt="">', "broken"),
    ('<img src="data:image/png;base64,AA==" alt="">', "ok"),
    ('<img srcset="../assets/pic.png 1x, ../assets/pic-2.png 2x" alt="">', "ok"),
    ('<img srcset="../assets/pic.png, ../assets/none.png 2x" alt="">', "broken"),
    ('<img srcset="data:image/png;base64,AA== 1x, ../assets/pic.png 2x" alt="">', "ok"),
    ('<picture><source srcset="none.webp"><img src="../assets/pic.png"></picture>', "broken"),
    ('<img src="../assets/pic.png" usemap="#plan"><map name="plan"></map>', "ok"),
    ('<img src="../assets/pic.png" usemap="#plan"><map name="plans"></map>', "broken"),
    ('<map name="plan"><area href="../contact/" alt=""></map>', "ok"),
    ('<map name="plan"><area href="../none/" alt=""></map>', "broken"),
    ('<video src="../assets/pic.png" poster="../assets/none.png"></video>', "broken"),
    ('<audio><source src="none.mp3"></audio>', "broken"),
    ('<video><track src="none.vtt"></video>', "broken"),
    ('<object data="../assets/none.pdf"></object>', "broken"),
    ('<embed src="../assets/none.pdf">', "broken"),
    ('<iframe src="../none/"></iframe>', "broken"),
    ('<iframe src="about:blank"></iframe>', "ok"),
    ('<iframe src="https://maps.example.org/embed"></iframe>', "ok"),
    ('<form action="../none/"></form>', "broken"),
    ('<form action=""></form><form action="#"></form><form></form>', "ok"),
    ('<form><button formaction="../none/">x</button></form>', "broken"),
    ('<input type="image" src="none.png">', "broken"),
    ('<script src="none.js"></script>', "broken"),
    ('<script>document.write("<a href=none>x</a>")</script>', "ok"),
    ('<script type="application/json">{"a": "<a href=\\"none\\">"}</script>', "ok"),
    ('<svg><use href="../assets/icons.svg#tel"/></svg>', "ok"),
    ('<svg><use xlink:href="../assets/icons.svg#Tel"/></svg>', "broken"),
    ('<svg><symbol id="s"/><use href="#s"/></svg>', "ok"),
    ('<svg><use href="#none"/></svg>', "broken"),
    ('<svg><a xlink:href="../none/"><text>x</text></a></svg>', "broken"),
    ('<noscript><a href="../none/">x</a></noscript>', "broken"),
    ('<template><a href="../none/">x</a></template>', "suspicious"),
    ('<template><a href="../contact/">x</a></template>', "ok"),
    ('<!-- <a href="../none/">x</a> -->', "ok"),
    ('<!--[if IE]><a href="../none/">x</a><![endif]-->', "ok"),
    ("<pre><code>&lt;a href='../none/'&gt;</code></pre>", "ok"),
    ("<textarea><a href='../none/'>x</a></textarea>", "ok"),
    ('<p title="<a href=../none/>">x</p><p data-href="../none/">x</p>', "ok"),
    ('<a>no address</a><a name="here"></a><a id="there"></a>', "ok"),
    ('<a href="#">Back to top</a>', "ok"),
    ('<a href="#">↑ Top of the page</a>', "ok"),
    ('<a href="#">Top tips</a>', "broken"),
    ('<p style="background:url(../assets/none.png)">x</p>', "broken"),
    ("<p style=\"background:url('../assets/pic.png')\">x</p>", "ok"),
    ("<style>/* url(none.png) */ p{content:'url(none.png)';background:url(#f)}</style>", "ok"),
    ('<style>@import "none.css";</style>', "broken"),
    ('<blockquote cite="../none/">x</blockquote>', "ok"),
    ('<a href="https://www.example.gov.uk/x">www.example.gov.uk/x</a>', "ok"),
    ('<a href="https://www.example.gov.uk/x/">Example.gov.uk/x</a>', "ok"),
    ('<a href="https://www.example.gov.uk/x/y">www.example.gov.uk</a>', "ok"),
    ('<a href="https://www.example.gov.uk/x/y">www.example.gov.uk/x/…</a>', "ok"),
    ('<a href="https://www.example.gov.uk/x?a=1#b">https://www.example.gov.uk/x</a>', "ok"),
    ('<a href="https://www.example.gov.uk/x">Read it at www.example.gov.uk/x.</a>', "ok"),
    ('<a href="https://www.example.gov.uk/x">GOV.UK</a>', "suspicious"),
    ('<a href="https://www.gov.uk/x">GOV.UK guide</a>', "ok"),
    ('<a href="https://www.gov.uk/x">GOV.UK</a>', "ok"),
    ('<a href="https://www.example.gov.uk/y">www.example.gov.uk/x</a>', "suspicious"),
    ('<a href="https://www.example.org/x">https://www.example.gov.uk/x</a>', "suspicious"),
    ('<a href="../contact/">offer.brindle.example.gov.uk/kin/contact</a>', "ok"),
    ('<a href="../contact/">https://offer.brindle.example.gov.uk/kin/rates/</a>', "suspicious"),
    ('<a href="../assets/a%20b.pdf">leaflet.pdf (PDF, 1.2 MB)</a>', "ok"),
    ('<a href="../contact/">and/or 24/7</a>', "ok"),
    ('<a href="../contact/">kin@brindle.example.gov.uk</a>', "suspicious"),
    ('<a href="mailto:kin@example.gov.uk">Kin@Example.gov.uk</a>', "ok"),
    ('<a href="mailto:kin@example.gov.uk">Write to kin@example.gov.uk.</a>', "ok"),
    ('<a href="mailto:kin@example.gov.uk">kim@example.gov.uk</a>', "broken"),
    ('<a href="mailto:a@example.gov.uk"><img src="data:," alt="b@example.gov.uk"></a>', "broken"),
])  # fmt: skip
def test_elements(site: Path, html: str, expected: str) -> None:
    assert verdict(site, html) == expected


@pytest.mark.parametrize(("head", "expected"), [
    ("<link rel=stylesheet href=none.css>", "broken"),
    ("<link rel=icon href=../assets/pic.png>", "ok"),
    ('<link rel="shortcut icon" href=../favicon.ico>', "broken"),
    ("<link rel=canonical href=https://offer.brindle.example.gov.uk/kin/money/>", "ok"),
    ("<link rel=canonical href=https://offer.brindle.example.gov.uk/kin/monies/>", "broken"),
    ("<link rel=next href=../none/>", "broken"),
    ("<link rel=preconnect href=https://offer.brindle.example.gov.uk>", "ok"),
    ("<link rel=dns-prefetch href=//fonts.example.org>", "ok"),
    ('<link rel=preload as=image imagesrcset="../assets/pic.png 1x, none.png 2x">', "broken"),
    ("<link rel=alternate hreflang=cy href=../cy/>", "broken"),
    (f"<meta property=og:image content={BASE}assets/pic.png>", "ok"),
    (f"<meta property=og:image content={BASE}assets/none.png>", "broken"),
    (f"<meta name=twitter:image content={BASE}assets/none.png>", "broken"),
    ("<meta property=og:image content=../assets/pic.png>", "suspicious"),
    ('<meta property=og:title content=../none/><meta name=description content="../none/">', "ok"),
    ("<meta name=msapplication-TileImage content=../assets/pic.png>", "ok"),
    ("<meta name=msapplication-TileImage content=../assets/none.png>", "broken"),
    ('<meta http-equiv=refresh content="0; url=../none/">', "broken"),
    ('<meta http-equiv=refresh content="0;../contact/">', "ok"),
    ('<meta http-equiv=refresh content="30">', "ok"),
])  # fmt: skip
def test_heads(site: Path, head: str, expected: str) -> None:
    assert verdict(site, "", head) == expected


def test_base_href(site: Path) -> None:
    head = '<base target=_blank><base href="/kin/contact/">'
    targets = ("../plain.html", "rates/", "#help", "#none")
    body = "".join(f'<a href="{target}">x</a>' for target in targets)
    said = {link.target: link.verdict for link in say(site, body, head)}
    assert said == {"../plain.html": "ok", "rates/": "broken", "#help": "ok", "#none": "broken"}
    assert verdict(site, '<a href="none/">x</a>', "<base href=https://cdn.example.org/x/>") == "ok"


def test_error_page_needs_addresses_from_the_root(site: Path) -> None:
    body = '<a id=x href="contact/">x</a><a href="/kin/contact/">x</a><a href="#x">x</a>'
    said = {link.target: link for link in say(site, body, page="404.html")}
    assert [said[t].verdict for t in ("contact/", "/kin/contact/", "#x")] == ["broken", "ok", "ok"]
    assert said["contact/"].new == "/kin/contact/"


def test_without_a_base_path(site: Path) -> None:
    (site / "money/index.html").write_text('<a href="/contact/">x</a><a href="/kin/contact/">x</a>')
    for base in ("", "https://offer.example.org", "https://offer.example.org/"):
        said = {link.target: link.verdict for link in check_site(site, base)
                if link.page == "money/index.html"}  # fmt: skip
        assert said == {"/contact/": "ok", "/kin/contact/": "broken"}


def test_on_a_host_that_others_share(site: Path) -> None:
    (site / "plain.html").write_text(
        '<a href="https://offer.brindle.example.gov.uk/contact/">The council</a>'
    )
    said = [{link.verdict for link in check_site(site, BASE, shared_host=shared)
             if link.page == "plain.html"} for shared in (False, True)]  # fmt: skip
    assert said == [{"broken"}, {"ok"}]


def test_names_are_compared_as_the_disk_holds_them(site: Path) -> None:
    (site / "assets" / "Guide.PDF").rename(site / "assets" / "guide.pdf")
    assert verdict(site, '<a href="../assets/Guide.PDF">x</a>') == "broken"
    assert verdict(site, '<a href="../assets/guide.pdf">x</a>') == "ok"


def test_names_that_are_not_words(site: Path) -> None:
    with open(os.fsencode(site / "assets") + b"/caf\xe9.txt", "wb"):  # noqa: PTH123  # bytes
        pass
    assert verdict(site, '<a href="../assets/caf%E9.txt">x</a>') == "ok"


def test_lines_are_given(site: Path) -> None:
    (link,) = say(site, "\n\n<p>words\n<a href=../none/>x</a>")
    assert link.line == 4


def test_style_sheets(site: Path) -> None:
    (site / "assets" / "site.css").write_text(
        '@charset "utf-8";\n@import url("more.css");\n/* url(no.png) */\n'
        "a{background:url( 'pic.png' )}\nb{background:URL(none.png)}\n"
        "@font-face{src:url(none.woff2?#iefix) format('x')}\nc{d:url(data:x)}\n"
        '@namespace svg url("http://www.w3.org/2000/svg");\ne{content:"\\"url(no.png)"}'
    )
    said = {(link.line, link.target): link.verdict for link in check_site(site, BASE)
            if link.page == "assets/site.css"}  # fmt: skip
    assert said == {
        (2, "more.css"): "broken", (4, "pic.png"): "ok", (5, "none.png"): "broken",
        (6, "none.woff2?#iefix"): "broken", (7, "data:x"): "ok",
    }  # fmt: skip


def test_site_maps(site: Path) -> None:
    rows = "".join(
        f"<url><loc>{BASE}{path}</loc></url>" for path in ("", "contact/", "none/", "old/")
    )
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    (site / "sitemap.xml").write_text(f"<?xml version='1.0'?>\n<urlset {space}>{rows}</urlset>")
    said = [link.verdict for link in check_site(site, BASE) if link.page == "sitemap.xml"]
    assert sorted(said) == ["broken", "ok", "ok", "suspicious"]
    (site / "sitemap.xml").write_text("")
    assert [x.verdict for x in check_site(site, BASE) if x.page == "sitemap.xml"] == ["broken"]


# ---------------------------------------------------------------- PDFs
def test_papers(site: Path) -> None:
    def goto(place: Any) -> dict[str, Any]:
        return {"/A": pikepdf.Dictionary(S=pikepdf.Name("/GoTo"), D=place)}

    def far(pdf: pikepdf.Pdf) -> pikepdf.Array:
        return pikepdf.Array([pdf.pages[1].obj, pikepdf.Name("/Fit")])

    remote = pikepdf.Dictionary(
        S=pikepdf.Name("/GoToR"), F=pikepdf.String("gone.pdf"), D=pikepdf.Array([0])
    )
    button = pikepdf.Dictionary(S=pikepdf.Name("/Named"), N=pikepdf.Name("/NextPage"))
    paper(site / "leaflet.pdf", [
        uri(f"{BASE}contact/#help"), uri(f"{BASE}contact/#none"), uri(f"{BASE}none/"),
        uri("http://localhost:8000/kin/"), uri("mailto:kin@example.gov.uk"), uri("tel:0163296015"),
        uri("tel:01632960150"), uri("contact/"), uri("https://www.example.gov.uk/x"), uri(""),
        goto(pikepdf.String("ring-us")), goto(pikepdf.Name("/older")), goto(pikepdf.String("none")),
        {"/Dest": pikepdf.String("lost")}, {"/Dest": far}, {"/Dest": pikepdf.Array([None])},
        {"/A": remote}, {"/A": button}, {},
    ])  # fmt: skip
    said = [
        (link.target, link.verdict) for link in check_site(site, BASE) if link.page == "leaflet.pdf"
    ]
    assert sorted(said) == sorted([
        (f"{BASE}contact/#help", "ok"), (f"{BASE}contact/#none", "broken"),
        (f"{BASE}none/", "broken"),
        ("http://localhost:8000/kin/", "broken"), ("mailto:kin@example.gov.uk", "ok"),
        ("tel:0163296015", "broken"), ("tel:01632960150", "ok"), ("contact/", "suspicious"),
        ("https://www.example.gov.uk/x", "ok"), ("", "broken"), ("#ring-us", "ok"),
        ("#older", "ok"),
        ("#none", "broken"), ("#lost", "broken"), ("#", "broken"), ("gone.pdf", "broken"),
    ])  # fmt: skip


def test_a_bookmark_that_leads_nowhere(site: Path) -> None:
    path = site / "leaflet.pdf"
    paper(path, [])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        second = pdf.make_indirect(pikepdf.Dictionary(Title="B", Dest=pikepdf.String("none")))
        first = pdf.make_indirect(
            pikepdf.Dictionary(Title="A", Dest=pikepdf.String("ring-us"), Next=second)
        )
        second.Next = first  # a loop, as a damaged file may hold
        pdf.Root.Outlines = pikepdf.Dictionary(First=first)
        pdf.save(path)
    said = {
        link.target: link.verdict for link in check_site(site, BASE) if link.page == "leaflet.pdf"
    }
    assert said == {"#ring-us": "ok", "#none": "broken"}


@pytest.mark.parametrize(
    "data", [b"", b"not a PDF", b"%PDF-1.4\n%%EOF\n", b"%PDF-1.7\n" + b"\0\xff" * 5000]
)
def test_a_file_that_is_no_pdf(site: Path, data: bytes) -> None:
    (site / "bad.pdf").write_bytes(data)
    found = [link for link in check_site(site, BASE) if link.page == "bad.pdf"]
    assert [(link.target, link.verdict) for link in found] == [("", "broken")]
    assert "PDF" in found[0].why


def test_a_pdf_with_a_password(site: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(site / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    found = [link for link in check_site(site, BASE) if link.page == "locked.pdf"]
    assert [link.verdict for link in found] == ["suspicious"]
    assert "password" in found[0].why


# ---------------------------------------------------------------- phone numbers
RINGS = [
    "01632960145", "+441632960145", "00441632960145", "+44-1632-960145", "01632-960-145",
    "(01632)960145",
    "02079460123", "+442079460123", "07700900123", "03001234567", "0300 123 4567".replace(" ", "-"),
    "08081570123", "0800001066", "08001234567", "08001111", "08451234567", "05601234567",
    "0120461234",
    "999", "112", "101", "111", "105", "116123", "116-123", "116000", "118500", "1800101632960145",
    "18001999", "14101632960145", "+35312345678", "0035312345678", "01632960145;ext=12",
    "01632960145,2",
    "01632%20960145",
]  # fmt: skip
RINGS_NOBODY = [
    "", "+", "0", "0163296015", "016329601455", "0163296O145", "0l632960145", "1632960145",
    "960145",
    "441632960145", "+4401632960145", "+44(0)1632960145", "+44163296014", "00", "04321234567",
    "01032960145", "0207946012", "0770090012", "077009001234", "030012345", "0500123456", "08001",
    "080812345678", "1234", "99", "998", "call-us", "18001", "1800199", "+1", "+441",
    "01632960145x12",
    "01632 960145 or 146", "tbc", "#", "18001" * 9000, "9" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("number", RINGS)
def test_numbers_that_ring(number: str) -> None:
    assert judge_phone(number, "Call us").verdict == "ok"


@pytest.mark.parametrize("number", RINGS_NOBODY)
def test_numbers_that_ring_nobody(number: str) -> None:
    judged = judge_phone(number, "Call us")
    assert judged.verdict == "broken"
    assert judged.why.endswith(".")


@pytest.mark.parametrize(("number", "shown", "expected"), [
    ("01632960145", "01632 960145", "ok"), ("01632960145", "Ring (01632) 960 145 now", "ok"),
    ("01632960145", "+44 1632 960145", "ok"), ("01632960145", "+44 (0)1632 960145", "ok"),
    ("+441632960145", "01632 960145", "ok"), ("+441632960145", "01632\u00a0960\u2011145", "ok"),
    ("01632960145", "01632-960145 (Monday to Friday, 9am to 5pm)", "ok"),
    ("01632960145", "01632 960145 9am to 5pm", "ok"), ("01632960145", "01632 960145 ext 12", "ok"),
    ("01632960145", "960145", "ok"), ("01632960145", "01632 960146 or 01632 960145", "ok"),
    ("01632960145", "Call our 24 hour line", "ok"), ("01632960145", "Call us 24/7", "ok"),
    ("01632960145", "Line 2", "ok"), ("999", "999", "ok"), ("999", "In danger? Call 999 now", "ok"),
    ("116123", "116 123", "ok"), ("08001111", "0800 1111", "ok"), ("111", "NHS 111 option 2", "ok"),
    ("1800101632960145", "18001 01632 960145", "ok"), ("1800101632960145", "01632 960145", "ok"),
    ("+35312345678", "+353 1 234 5678", "ok"), ("01632960145", "Ring us", "ok"),
    ("01632960145", "", "ok"),
    ("01632960145", "01632 960146", "broken"), ("01632960145", "01632 9601455", "broken"),
    ("01632960145", "01632 96014", "broken"), ("01632960145", "960146", "broken"),
    ("+441632960145", "+44 1632 960154", "broken"), ("999", "101", "broken"),
    ("101", "Call 111", "broken"),
    ("01632960145", "0800 1111", "broken"), ("01632960145", "18001 01632 960145", "broken"),
    ("03001234567", "0300 123 4576", "broken"), ("01632960145", "Call 020 7946 0123", "broken"),
    ("01632 960145", "01632 960145", "suspicious"), (" 01632960145", "01632 960145", "suspicious"),
    ("//01632960145", "01632 960145", "suspicious"), ("01632–960145", "01632 960145", "suspicious"),
])  # fmt: skip
def test_numbers_beside_words(number: str, shown: str, expected: str) -> None:
    assert judge_phone(number, shown).verdict == expected


def test_the_right_number_is_offered() -> None:
    assert judge_phone("0163296O145", "").new == "tel:01632960145"
    assert judge_phone("0163296014", "01632 960145").new == "tel:01632960145"
    assert judge_phone("01632960145", "01632 960146").new == "tel:01632960146"
    assert judge_phone("01632 960145", "").new == "tel:01632960145"


@given(st.text(max_size=60), st.text(max_size=60))
@example("", "")
def test_any_number_and_words(number: str, shown: str) -> None:
    assert judge_phone(number, shown).verdict in RANK


@given(st.from_regex(r"0(1[1-9][0-9]|2[03489][0-9]|3[0-9]{2}|7[0-9]{2})[0-9]{7}", fullmatch=True),
       st.sampled_from(["{}", "+44{0[1:]}"]), st.lists(st.integers(1, 10), max_size=3))  # fmt: skip
def test_however_a_number_is_spaced(number: str, form: str, gaps: list[int]) -> None:
    written = f"+44{number[1:]}" if form.startswith("+") else number
    shown = "".join(f" {sign}" if place in gaps else sign for place, sign in enumerate(number))
    assert number_in(written) == number
    assert judge_phone(written, shown).verdict == "ok"
    other = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert judge_phone(written, other).verdict == "broken"


# ---------------------------------------------------------------- reading and joining
@pytest.mark.parametrize(("value", "expected"), [
    ("a.png", ["a.png"]), ("a.png 1x,b.png 2x", ["a.png", "b.png"]),
    (" a.png , b.png 2x ", ["a.png", "b.png"]),
    ("a.png, b.png", ["a.png", "b.png"]), ("a,b.png 1x", ["a,b.png"]), (",,a.png,,", ["a.png"]),
    ("", []),
    ("data:image/png;base64,AA== 1x, b.png 100w", ["data:image/png;base64,AA==", "b.png"]),
])  # fmt: skip
def test_srcset(value: str, expected: list[str]) -> None:
    assert list(candidates(value)) == expected


@pytest.mark.parametrize(("folder", "path", "expected"), [
    ("/a/b/", "c", "/a/b/c"), ("/a/b/", "../c", "/a/c"), ("/a/b/", "..", "/a/"),
    ("/a/b/", ".", "/a/b/"),
    ("/a/b/", "../../../../c", "/c"), ("/a/b/", "/c/./d/../e", "/c/e"), ("/a/", "b/..", "/a/"),
    ("/a/", ".b/..c", "/a/.b/..c"), ("/a/", "%2E%2e/c", "/c"), ("/", "", "/"),
    ("/a/", "b//c", "/a/b//c"),
])  # fmt: skip
def test_join(folder: str, path: str, expected: str) -> None:
    assert join(folder, path) == expected


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    target=st.text(
        alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters='"&<'), max_size=40
    )
)
def test_any_address(site: Path, target: str) -> None:
    for link in say(site, f'<a href="{target}">{target}</a>'):
        assert link.verdict in RANK


# ---------------------------------------------------------------- bad input, in bounded time
BAD = {
    "empty": b"",
    "spaces": b" \n ",
    "only a comment": b"<!-- <a href=none>",
    "cut short": b"<p><a href='../none",
    "nul signs": b"\0\0<a href=../contact/>x</a>\0",
    "not utf-8": b"<p>caf\xe9 <a href=../contact/>x</a>",
    "utf-16": '<a href="../contact/">x</a>'.encode("utf-16"),
    "a mark first": b"\xef\xbb\xbf<a href=../contact/>x</a>",
    "noise": bytes(range(256)) * 200,
    "deep": b"<div>" * 50_000 + b"<a href=../none/>x</a>",
    "one long word": b"<p>" + b"a-" * 500_000 + b"<a href=../contact/>x</a>",
    "one long link": b"<a href=../contact/>" + b"www.a-" * 170_000 + b"</a>",
    "long addresses": b'<a href="' + b"../" * 330_000 + b'contact/">x</a>',
    "long scheme": b'<a href="' + b"a" * 1_000_000 + b':">x</a>',
    "long phone": b'<a href="tel:' + b"18001" * 200_000 + b'">' + b"1 " * 500_000 + b"</a>",
    "long mail": b'<a href="mailto:' + b" " * 500_000 + b"a@" * 200_000 + b'">' + b"a." * 400_000,
    "long script": b'<a href="javascript:' + b"void(" * 200_000 + b'">x</a>',
    "long srcset": b'<img srcset="' + b"a.png 1x, " * 50_000 + b'">',
    "css quotes": b"<style>" + b'\\"' * 400_000 + b"</style>",
    "css brackets": b"<style>" + b"url(" * 250_000 + b"</style>",
    "css spaces": b"<style>url(" + b" " * 900_000 + b"</style>",
    "css comments": b"<style>" + b"/* " * 300_000 + b"</style>",
    "css imports": b"<style>" + b"@import " * 120_000 + b"</style>",
    "long refresh": b'<meta http-equiv=refresh content="' + b" ;" * 400_000 + b'">',
    "long passage": b'<a href="../contact/#:~:text=' + b"a," * 400_000 + b'">x</a>',
    "many wrong": b"".join(b'<a href="../contact/#n-%d">x</a>' % n for n in range(8000)),
    "many gone": b"".join(b'<a href="gone-%d/">x</a>' % n for n in range(8000)),
    "right to left": "<a href='../contact/#\u202e\u05d0'>\U0001f600\u05d0</a>".encode(),
}  # fmt: skip


@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_bad_pages(site: Path, data: bytes) -> None:
    (site / "bad.html").write_bytes(data)
    began = time.perf_counter()
    found = [link for link in check_site(site, BASE) if link.page == "bad.html"]
    assert time.perf_counter() - began < 5
    for link in found:
        assert len(link.why) < 400


def test_other_encodings_are_read(site: Path) -> None:
    for name in ("nul signs", "not utf-8", "utf-16", "a mark first"):
        (site / "bad.html").write_bytes(BAD[name].replace(b"../contact/", b"../none/"))
        (site / "bad.html").write_bytes(BAD[name])
        assert [x.target for x in check_site(site, BASE) if x.page == "bad.html"] == ["../contact/"]


def test_a_file_that_cannot_be_read(site: Path) -> None:
    (site / "gone.html").symlink_to(site / "no-such-file")
    found = [link for link in check_site(site, BASE) if link.page == "gone.html"]
    assert [link.verdict for link in found] == ["broken"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert check_site(tmp_path / "nothing", BASE) == []


def test_nineteen_thousand_links(tmp_path: Path, score: Score) -> None:
    for page in range(100):
        (tmp_path / f"p{page}").mkdir()
        items = "".join(
            f'<li><a href="../p{(page + n) % 100}/#s{n}">Part {n}</a><h2 id=s{n}>{n}</h2>'
            for n in range(190)
        )
        (tmp_path / f"p{page}" / "index.html").write_text(PAGE.format("", items))
    times = []
    for _ in range(3):
        began = time.process_time()
        found = check_site(tmp_path, BASE)
        times.append(time.process_time() - began)
    score(f"{len(found)} links in {min(times):.2f} seconds of the processor")
    assert len(found) == 19_000
    assert {link.verdict for link in found} == {"ok"}


# ---------------------------------------------------------------- the rule
