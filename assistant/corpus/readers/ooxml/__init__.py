"""What DOCX and XLSX have in common: a zip of XML parts that refer to each other."""
