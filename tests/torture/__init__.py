"""What is left of a site when a build dies, fails or finds nonsense: the old one or the new one, never a mixture.

``python -m torture`` (in ``tests/``; ``make torture``) takes its time; ``test_torture.py`` does the same in small with
every test run.
"""
