"""Files are read in a process of their own, which a hostile file may hang, fill or crash."""
