"""A folder in, an Offer out, or every reason why not."""
