"""The face: base page, design tokens, styles, scripts, template tags, error pages. No domain."""
