"""What moves, and which other weapon or state a weapon is with."""
