"""What the tool knows about itself, in words for people: rules, fields, lists of words.

`fh explain` prints it, `tools/make_docs.py` makes the handbook's reference pages of it. Nothing here is written twice:
rules speak through their docstrings, fields through the compiled schemas, words through the vocabularies.
"""

from .describing import bundled, example, seen_by, value_kind
from .rule_texts import GROUPS, Part, group_of, parts, rules_table

__all__ = ["GROUPS", "Part", "bundled", "example", "group_of", "parts", "rules_table", "seen_by", "value_kind"]
