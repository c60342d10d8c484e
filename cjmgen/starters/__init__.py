"""The sites ``cjmgen new`` begins with: real files in a folder each, plus what they all share."""

from cjmgen.starters.starter_files import DEFAULT, STARTERS, site_files
from cjmgen.starters.writing import write_site

__all__ = ["DEFAULT", "STARTERS", "site_files", "write_site"]
