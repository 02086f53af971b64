"""The archive itself: documents, the words in them, and finding them again.

`archive.opening` is the only wiring: `open_archive`, `create_archive`, `memory_archive`. Nothing is
imported here, so that a child that only reads pages does not load an engine and a database.
"""
