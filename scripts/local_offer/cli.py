"""The front door: words in, sentences and an exit code out."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from local_offer.checks import ON_WORDS, check_words, for_release
from local_offer.finding import Finding, errors
from local_offer.load import load
from local_offer.offer import Offer
from local_offer.publish import leaflets_alone, publish

F = TypeVar("F", bound=Callable[..., Any])


class _DayType(click.ParamType[dt.date]):
    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is not a date. Write it like 2026-11-22.', param, ctx)


def _today(command: F) -> F:
    help_words = "The day to build for, like 2026-11-22. Without it, the day it is."
    return click.option("--today", type=_DayType(), help=help_words)(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--offer",
    "folder",
    type=click.Path(path_type=Path),
    default=".",
    help="The folder of the offer. Without it, the folder you are in.",
)
@_today
@click.pass_context
def main(ctx: click.Context, folder: Path, today: dt.date | None) -> None:
    """Make a council's Kinship Local Offer: a website and a printed leaflet from the same words."""
    if not folder.is_dir():
        _fail(f"There is no folder called {folder}. Check its name after --offer.")
    ctx.obj = {"folder": folder, "today": today}
    # A polite request to stop ends like the stop key: work in progress is cleared away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@main.command()
@_today
@click.pass_obj
def build(given: dict[str, Any], today: dt.date | None) -> None:
    """Build the website and the leaflets into build/site."""
    folder = given["folder"]
    with _Trouble():
        done = publish(folder, _day(given, today), _progress())
    known = () if errors(done.findings) else ("to-confirm", "second-hand")
    _show([finding for finding in done.findings if finding.rule not in known])
    if done.site is None:
        click.echo(
            "Nothing was built. "
            + _stands(folder / "build" / "site")
            + f"Please mend {_count(errors(done.findings), 'error')}."
        )
        sys.exit(1)
    click.echo(_summary(done.offer, done.findings, done.site))


@main.command()
@click.option("--release", is_flag=True, help="Refuse while any fact is still to confirm.")
@click.option("--list", "list_rules", is_flag=True, help="Say what each rule asks, and stop.")
@_today
@click.pass_obj
def check(given: dict[str, Any], today: dt.date | None, *, release: bool, list_rules: bool) -> None:
    """Check the words and facts. Nothing is built."""
    if list_rules:
        for rule in ON_WORDS:
            click.echo(f"{rule.__name__.replace('_', '-')}: {(rule.__doc__ or '').splitlines()[0]}")
        return
    folder = given["folder"]
    with _Trouble():
        offer, findings = load(folder)
        findings += check_words(offer, folder, _day(given, today))
    if release:
        findings = for_release(findings)
    _show(findings)
    wrong = errors(findings)
    click.echo(_verdict(findings, release=release))
    sys.exit(1 if wrong else 0)


@main.command()
@_today
@click.pass_obj
def leaflets(given: dict[str, Any], today: dt.date | None) -> None:
    """Print the leaflets alone, into build/leaflets."""
    with _Trouble():
        done = leaflets_alone(given["folder"], _day(given, today), _progress())
    _show(done.findings)
    if done.site is None:
        click.echo(f"Nothing was printed. Please mend {_count(errors(done.findings), 'error')}.")
        sys.exit(1)
    for leaflet in done.offer.leaflets:
        click.echo(f"Printed {done.site / (leaflet.id + '.pdf')}: {leaflet.title}.")
    sys.exit(1 if errors(done.findings) else 0)


def _day(given: dict[str, Any], today: dt.date | None) -> dt.date:
    return today or given["today"] or dt.date.today()  # noqa: DTZ011  # the council's own day


class _Trouble:
    """Says in a sentence what the computer itself refuses, and that nothing was lost."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        if isinstance(problem, KeyboardInterrupt):
            _fail("Stopped. The last good site is as it was.", 130)
        if isinstance(problem, OSError):
            reason = problem.strerror or str(problem)
            where = f" ({problem.filename})" if problem.filename else ""
            _fail(f"The computer refused: {reason}{where}. The last good site is as it was.")


def _progress() -> Callable[[str], None]:
    """Says each step on a terminal, one line that is written over; silent in a pipe."""
    if not sys.stderr.isatty():
        return lambda _step: None
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"

    def say(step: str) -> None:
        click.echo(f"{step} ..." if plain else f"\r\033[K{step} ...", err=True, nl=plain)

    if not plain:
        click.get_current_context().call_on_close(
            lambda: click.echo("\r\033[K", err=True, nl=False)
        )
    return say


def _show(findings: list[Finding]) -> None:
    if findings and sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)
    for finding in sorted(findings):
        click.echo(str(finding))


def _summary(offer: Offer, findings: list[Finding], site: Path) -> str:
    pages = _count(list(offer.pages), "page")
    leaflets_made = _count(list(offer.leaflets), "leaflet")
    sentences = [f"Built {pages} and {leaflets_made} for {offer.council.name} into {site}."]
    waiting = offer.to_confirm()
    if waiting:
        facts = _count(list(waiting), "fact")
        is_are = "is" if len(waiting) == 1 else "are"
        sentences.append(f"It is marked as a draft: {facts} {is_are} still to confirm.")
    second_hand = [finding for finding in findings if finding.rule == "second-hand"]
    if second_hand:
        facts = _count(second_hand, "fact")
        sentences.append(f"Check {facts} seen only second hand before you print.")
    if waiting or second_hand:
        sentences.append('"local-offer check" lists them.')
    return " ".join(sentences)


def _verdict(findings: list[Finding], *, release: bool) -> str:
    wrong = errors(findings)
    warnings = len(findings) - len(wrong)
    if not findings:
        return "Nothing is wrong."
    counts = f"{_count(wrong, 'error')} and {warnings} warning{'' if warnings == 1 else 's'}."
    if release and any(finding.rule == "to-confirm" for finding in wrong):
        return f"{counts} This cannot be released while facts are still to confirm."
    return counts if wrong else f"{counts} Warnings do not stop you."


def _count(things: list[Any], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def _stands(site: Path) -> str:
    return f"The last good site still stands in {site}. " if site.exists() else ""


def _fail(sentence: str, code: int = 2) -> None:
    click.echo(sentence, err=True)
    sys.exit(code)
