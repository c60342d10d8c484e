"""Two versions of one site: what changed between them, as text, Markdown, JSON or a page.

commit ---+
          +--load--> two sites --compare--> Changes --tell--> lines --say--> text, Markdown, a page
folder ---+                                    +--> JSON
"""

from cjmgen.diff.comparing import Compared, compared
from cjmgen.diff.saying import Sayer, sayer_of

__all__ = ["Compared", "Sayer", "compared", "sayer_of"]
