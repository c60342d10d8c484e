"""Content as nobody would write it, made of what somebody did: mutants by number, and what must hold of each.

``python -m fuzz`` (in ``tests/``; ``make fuzz``) tries as many as one likes, ``test_fuzzing.py`` a few with every test
run.  A mutant is its seed's: the same number gives the same bytes, so a failure is found again by its number alone.
"""
