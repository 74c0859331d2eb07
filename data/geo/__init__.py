"""Places and coordinates: the gazetteer, distances, and the look-up of a record's places."""
