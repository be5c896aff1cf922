#!/usr/bin/env python
from clusterhub.config.commands import main

if __name__ == "__main__":
    main()
