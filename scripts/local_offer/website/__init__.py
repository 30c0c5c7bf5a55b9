"""The website: the generator's button, and the files made beside its pages."""
