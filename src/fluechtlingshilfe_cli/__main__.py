"""`python -m fluechtlingshilfe_cli` is `fh`."""

from .cli import main

main()
