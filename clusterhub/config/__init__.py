"""How one installation is wired: settings, addresses, doors for servers and the console."""
