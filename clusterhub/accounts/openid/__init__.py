"""How this site speaks OpenID Connect with the services in CLUSTERHUB_OIDC."""
