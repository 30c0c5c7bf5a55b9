"""The ways out on paper: an Offer, and the looks in ``leaflet/``, to a PDF for each edition."""
