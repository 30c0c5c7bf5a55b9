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
publish               the pipeline in one function: the page to read first
review                two versions to a list of changes, to a report; old leaflets to news of them
leaflet               the way out on paper: an offer to a PDF for each edition
checks                one rule a file; a rule takes an offer and yields findings
findings_report       findings told as lines, as JSON, as annotations and as a page
accessibility_record  what a run of ``page_access`` found, written down for the statement
website               the way out on screen: the generator's button, and what stands beside pages
pdf                   HTML to measured pages, to a PDF for the screen and one for a press
history               the past: the only caller of git
dialect               what editors type, and what templates may know: one Markdown extension
loading               a folder in; an offer out, or every reason why not
atomic                finished work put in its place in one step
refusal               what the computer refuses, in one sentence
word_rows             reads the lists in ``words/``
model                 what an offer holds: frozen values, with no files and no network
====================  =============================================================================

``words`` holds lists of our own. What reads language, documents, links and pages in a browser is in
the four skills beside this package: ``plain_language``, ``named_documents``, ``link_check`` and
``page_access``.
"""
