"""The sites ``cjmgen new`` begins with: real files in a folder each, plus what they all share."""

from cjmgen.starters.pipelines import PIPELINES, pipeline_files, write_pipeline
from cjmgen.starters.starter_files import DEFAULT, STARTERS, site_files
from cjmgen.starters.writing import write_site

__all__ = ["DEFAULT", "PIPELINES", "STARTERS", "pipeline_files", "site_files", "write_pipeline", "write_site"]
