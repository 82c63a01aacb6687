"""Who stands where around a trigger, by a mark, for a pronoun, or without a name."""
