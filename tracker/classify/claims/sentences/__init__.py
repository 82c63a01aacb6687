"""What one sentence holds: clauses, lists, triggers, objects, speakers, and deeds that are punished."""
