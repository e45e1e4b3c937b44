"""Documents to passages, passages to vectors, and the generations of the index that hold them."""
