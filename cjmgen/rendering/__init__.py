"""From view models to pages: themes, templates, words, addresses."""

from cjmgen.rendering.page import Page, SiteFrame, Tab
from cjmgen.rendering.renderer import PageFacts, Renderer, TemplateError
from cjmgen.rendering.theme import Theme, find_theme

__all__ = ["Page", "PageFacts", "Renderer", "SiteFrame", "Tab", "TemplateError", "Theme", "find_theme"]
