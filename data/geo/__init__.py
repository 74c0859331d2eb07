"""Places and coordinates: the offline gazetteer and distances."""
