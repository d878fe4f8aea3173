"""The description of kinds: JSON Schema with our keywords, compiled once, and what it says of a record's values."""

from .compiling import SchemaFault, compile_schema
from .kinds import Field, Kind, Kinds
from .vocabularies import Vocabularies, Vocabulary, Word

__all__ = ["Field", "Kind", "Kinds", "SchemaFault", "Vocabularies", "Vocabulary", "Word", "compile_schema"]
