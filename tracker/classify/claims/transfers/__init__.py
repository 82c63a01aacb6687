"""The claims that one sentence makes of transfers."""
