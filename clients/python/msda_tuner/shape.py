"""The canonical text form of a shape."""

_FIELDS = ("B", "Q", "H", "C", "P", "levels", "dtype", "locations")
_DEFAULTS = {"dtype": "float32", "locations": "local"}


def canonical_shape(text: str) -> str:
    """The same text for the same shape, whatever the order of its fields; a text that is no shape stays as it is."""
    fields = dict(_DEFAULTS)
    for field in text.split():
        name, equals, value = field.partition("=")
        if not equals or name not in _FIELDS or (name in fields and name not in _DEFAULTS):
            return text
        fields[name] = value
    if len(fields) < len(_FIELDS):
        return text
    return " ".join(f"{name}={fields[name]}" for name in _FIELDS)
