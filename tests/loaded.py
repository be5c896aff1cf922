"""Imported by the process from which tests/processes.py forks."""

import django

django.setup()

import clusterhub.config.urls  # noqa: E402,F401 - with it all views and operations
