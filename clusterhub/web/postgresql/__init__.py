"""PostgreSQL as Django knows it, whose connections are looked at and not asked whether they live."""
