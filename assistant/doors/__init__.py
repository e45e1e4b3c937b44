"""What the doors (command line, batch, REST, page) share: input checks, errors, output."""
