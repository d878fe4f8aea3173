"""Lists from anywhere as records: sources become tables, tables entries, entries a plan; only then is anything written.

Every cell of a list ends in a record, in an own field, in the private folder, or in the report with its address.
"""
