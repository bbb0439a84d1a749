"""The content of a database in memory."""


def content_of(connection):
    """The bytes of a file with the same content."""
    if connection.execute("PRAGMA page_count").fetchone() == (0,):
        # A database that was never written to has no bytes.
        connection.execute("PRAGMA user_version = 0")
    return connection.serialize()
