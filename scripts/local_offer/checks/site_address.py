"""Settings of the website that cannot be used, or do not say its address."""

from __future__ import annotations

from collections.abc import Iterator

from local_offer.checks.context import Context
from local_offer.loading.settings import site_settings
from local_offer.model import Finding


def site_address(context: Context) -> Iterator[Finding]:
    """The website's settings can be read, and say where it will stand, so no page leads astray."""
    folder = context.folder
    if not (folder / "mkdocs.yml").exists():
        return  # words alone can be checked; a build says what it lacks
    settings, findings = site_settings(folder)
    yield from findings
    if not findings and not settings.get("site_url"):
        # In a folder of its host, the page for a wrong address cannot find its styles and links.
        message = (
            "The website does not know its own address. In a folder of another website, its page "
            "for a wrong address would be bare, with links that lead astray."
        )
        advice = "Once the address is known, write it here, like this: site_url: https://..."
        yield Finding("mkdocs.yml", 0, "site-address", message, advice, "warning")
