"""``site.yaml``: what is true of the whole site."""

from cjmgen.config.site_config import SiteConfig, SiteDecl, load_config

__all__ = ["SiteConfig", "SiteDecl", "load_config"]
