"""Tools for the people who work on `fh`; not part of the package."""
