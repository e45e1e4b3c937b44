"""The letter that answers a mail, as plain text."""
