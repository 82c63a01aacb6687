"""Is it done, planned, stopped, denied, and who says so?"""
