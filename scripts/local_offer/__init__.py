"""A council's Kinship Local Offer: website and leaflets from one set of words and facts.

The rooms, from the top down. A room imports only rooms below it: ``lint-imports`` holds the walls,
which pyproject.toml names.

====================  =============================================================================
__main__              where the command begins
cli                   the front door: one file a verb, loaded when it is called
preview_server        shows the preview to this computer alone
print_leaflets        the leaflets alone, their files for the print shop, and pictures of them
release_tag           a release: what the council stands by, named for good in the history
preview               the pages as they are typed, made again as an editor saves
checking              an offer checked, or what was found the last time that all was the same
publish               from a folder of words to a website, or the one that stands: read it first
pipeline              how a site is built: pages and leaflets beside the checks, then put together
site_pages            the pages of a site, with what old leaflets say and what search reads
review                two versions to a list of changes, to a report; old leaflets to news of them
leaflet               the way out on paper: an offer to a PDF for each edition
checks                one rule a file; a rule takes a ``Context`` and yields findings
findings_report       findings told as a page to read in a browser
accessibility_record  what a run of ``page_access`` found, written down for the statement
website               the way out on screen: the generator's button, and what stands beside pages
inputs                digests of all that a check or a site is made of
findings_told         findings told as lines, as JSON and as annotations
pdf                   HTML to measured pages, to a PDF for the screen and one for a press
history               the past: the only caller of git
dialect               what editors type, and what templates may know: one Markdown extension
loading               a folder in; an offer out, or every reason why not
git_manners           how git is spoken to, and its refusals in our words
deployed_site         the site that a web server shows, and the last ones to go back to
cache                 what was worked out before, kept by the digest of what it was made of
atomic                finished work put in its place in one step
beside                work done beside this program, in a process of its own
looks                 where the looks stand: an offer's own, and those of this project
published             what came of building a website
refusal               what the computer refuses, in one sentence
word_rows             reads the lists in ``words/``
model                 what an offer holds: frozen values, with no files and no network
====================  =============================================================================

``words`` holds lists of our own. What reads language, documents, links and pages in a browser is in
the four skills beside this package: ``plain_language``, ``named_documents``, ``link_check`` and
``page_access``.
"""
