"""Two versions of one site: what changed between them, as text, Markdown, JSON or a page.

commit ---+
          +--load--> two sites --compare--> Changes --tell--> lines --say--> text, Markdown, a page
folder ---+                                    +--> JSON
"""

from cjmgen.diff.comparing import Compared, compared

__all__ = ["Compared", "compared"]
