"""cjmgen compiles customer journey maps, kept as text in git, into a site."""

__version__ = "0.1.0"

__all__ = ["__version__"]
