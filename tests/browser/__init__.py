"""The example site as readers meet it: in a real browser, opened from disk, and on paper."""
