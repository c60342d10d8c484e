"""``python -m cjmgen``."""

import sys

from cjmgen.cli import main

if __name__ == "__main__":
    sys.exit(main())
