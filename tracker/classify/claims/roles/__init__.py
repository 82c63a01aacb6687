"""Who gives and who gets, by the kind of trigger."""
