"""Pages that stand in the way of the page that was asked for."""

from __future__ import annotations

import re

from link_check.outside.fetched_page import FetchedPage
from link_check.outside.http import Reply

_FEW = 150  # words: a page with more is one that somebody wrote to be read
_HARDLY_ANY = 60
# Headers by which gatekeepers say so themselves (Cloudflare; AWS WAF).
_HEADERS = ("cf-mitigated", "x-amzn-waf-action")
# What gatekeepers write at the top of their pages.
_SAYS = re.compile(
    r"\bjust a moment\b|\battention required\b|\bone moment,? please\b"
    r"|\bpardon our interruption\b|\bsecuring your connection\b|\bcaptcha\b|\bddos\b"
    r"|\b(?:check|verify)(?:ing)? (?:your )?(?:browser|connection)\b"
    r"|\b(?:check|verify)(?:ing)? (?:that |if )?(?:you(?:'re| are) |the site |this )"
    r"(?:an? )?(?:human|person|real|robot|connection|not |is secure)"
    r"|\bverif(?:y|ication|ying)\b.{0,30}\b(?:human|robot)\b"
    r"|\bhuman (?:verification|check)\b|\bnot a robot\b"
    r"|\bare you (?:a |an )?(?:human|robot|real person)\b"
    r"|\byou (?:have been|are) (?:been )?blocked\b|\bunusual (?:traffic|activity)\b"
    r"|\brequest (?:was |has been )?(?:blocked|rejected)\b"
    r"|\baccess (?:to this (?:page|site) (?:has been|is) )?(?:denied|blocked)\b"
    r"|\bbot (?:check|protection|detected)\b"
    r"|\b(?:please|must|need to) (?:enable|turn on|allow) (?:java ?scripts?|scripts|cookies)\b",
    re.IGNORECASE,
)
_IS = re.compile(
    r"(?:security (?:check|verification)|please wait|loading|forbidden|403(?: .{0,20})?|blocked"
    r"|checking|verifying|redirecting|challenge|request unsuccessful)[.!…\s]*",
    re.IGNORECASE,
)
# What stands in the code of their pages and of few others.
_MARKS = re.compile(
    r"challenge-container|_cf_chl|cf-chl-|cdn-cgi/challenge-platform/(?!scripts/jsd)|awswaf"
    r"|captcha-delivery|px-captcha|perimeterx|_incapsula_|incapsula incident|cp_challenge|sec-cpt"
    r"|ddos-guard|sucuri_cloudproxy|cf-turnstile|g-recaptcha|h-captcha|distil_"
)


def is_challenge(reply: Reply, page: FetchedPage | None) -> bool:
    """Whether a gatekeeper answered in place of the page, whatever the status says."""
    if any(name in reply.headers for name in _HEADERS):
        return True
    if page is None:
        return False
    for words in (page.title, page.heading):
        plain = words.replace("’", "'").strip()
        if page.words < _FEW and (_SAYS.search(plain) or _IS.fullmatch(plain)):
            return True
    if page.words < _HARDLY_ANY and _MARKS.search(page.raw):
        return not _is_form(page)
    return False


def needs_scripts(page: FetchedPage) -> bool:
    """Whether a page is empty until its scripts have run, so that there is nothing to judge."""
    return page.words < 15 and page.has_scripts and (page.wants_scripts or page.words == 0)


def _is_form(page: FetchedPage) -> bool:
    """Whether a page with a captcha is a form to fill in, as on many "contact us" pages."""
    return "<textarea" in page.raw or page.raw.count("<input") > 2
