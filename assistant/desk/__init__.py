"""The desk: a mail comes in, its questions are answered, a letter goes out."""
