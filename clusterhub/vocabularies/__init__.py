"""Lists that everybody shares: countries, NUTS regions, ecosystems, activities, technologies, topics."""
