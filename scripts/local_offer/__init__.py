"""A council's Kinship Local Offer: website and leaflets from one set of words and facts.

From the top down; a room may import only rooms below it:

=============  ==================================================================
cli            the front door: words in, sentences and an exit code out
publish        the pipeline in one function: the page to read first
leaflet        the ways out: paper,
website        the site generator's button,
checks         and one rule a file
pdf            paper as a skill: the only importer of WeasyPrint
extension      the dialect: one Python-Markdown extension
load           the doorkeeper: a folder in, an Offer out, or every reason why not
written        YAML with its lines, and nothing bent in silence
offer          the model
finding        one problem, where it is, and what to do
=============  ==================================================================
"""
