"""How content is written down: YAML and Markdown, and where in them things stand.

Nothing here knows what a journey is.  The modules are imported one by one, because
what is heavy (``yaml``, ``markdown``, ``nh3``) is to be paid for only when used.
"""
