"""From bytes to text: encodings, header blocks, file formats, and the layout of an article."""
