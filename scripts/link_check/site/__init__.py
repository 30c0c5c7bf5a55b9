"""Links inside a built site, on screen and on paper. Needs no network."""
