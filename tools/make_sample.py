"""Makes the bundled sample data; with ``--check`` it only says whether the bundled files hold what would be made."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.sample_shop.bundle import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
