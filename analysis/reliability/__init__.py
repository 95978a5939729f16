"""How often we are wrong: `scoring` (hand labels), `errors` (their sentences), `measured` (public data)."""
