"""Static SVG as text: elements with escaped attributes and children."""

from __future__ import annotations

from markupsafe import Markup, escape


def element(name: str, *children: str | Markup, **attributes: object) -> Markup:
    """`<name attributes>children</name>`; plain text is escaped, `Markup` is not.

    Underscores in attribute names become hyphens (`stroke_width`), one at the end is
    dropped (`class_`); numbers are written with at most two decimals.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _value(value))
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(escape(child) for child in children)
    # Names of elements are our own words, never data: escaping changes nothing.
    return Markup("<{0}{1}>{2}</{0}>").format(name, written, inside)


def drawing(
    width: float, height: float, title: str, description: str, *children: Markup
) -> Markup:
    """An `<svg>` that scales to its column, with a text alternative."""
    return element(
        "svg",
        element("title", title),
        element("desc", description),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        role="img",
        aria_label=title,
    )


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
