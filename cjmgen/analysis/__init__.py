"""What can be computed from a site: look-ups, curves, gaps, coverage, priorities, freshness, health.

Everything here is a pure function of an ``Atlas`` (a site and the day it is looked at) and gives
frozen values.  Each measure says in its docstring which formula it is, whose, and its range;
what cannot be known is ``None``, never a guess.
"""
