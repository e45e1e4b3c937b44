"""The people of the staff: passwords, sessions, waiting after failures."""
