"""Who is worth meeting, for whom, and why. Pure: it knows portraits (plain dicts) and numbers, no Django.

`words` makes comparable words of a text, `crowd` holds what all portraits of an event say as matrices,
`scoring` says how much one is worth to another, `prices` share the exposure out, `choosing` takes the ten,
`reasons` says why. NumPy is loaded with the first page that needs it.
"""
