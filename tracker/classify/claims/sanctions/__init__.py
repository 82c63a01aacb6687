"""Who imposes sanctions, and on whom."""
