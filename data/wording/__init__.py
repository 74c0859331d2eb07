"""Values as words: dates, numbers, descriptions of items, references and citations. Plain text for every renderer."""
