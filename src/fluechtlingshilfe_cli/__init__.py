"""fh: a registry of volunteer refugee aid in a German district, kept as YAML files in git."""

__version__ = "0.1.0"
