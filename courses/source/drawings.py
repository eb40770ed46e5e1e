"""SVG drawings of our own: shapes and words, nothing that runs, moves or fetches.

A drawing comes with a course source that a person reviewed; the libraries of Wagtail take no SVG. It is shown as an
image, where browsers run no scripts; still nothing else is let in, because the file has an address of its own.
"""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

LARGEST = 200 * 1024  # bytes
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "use"}
FRAMES = {"svg", "g", "defs", "title", "desc", "symbol", "marker", "clipPath", "pattern"}
ELEMENTS = SHAPES | FRAMES | {"linearGradient", "radialGradient", "stop"}
HREF = ("href", "{http://www.w3.org/1999/xlink}href")
ADDRESS = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression|javascript:|data:|\\\\", re.IGNORECASE)
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}"


def what_is_wrong(content: bytes) -> str | None:
    """In words an author understands; None when the drawing may be shown."""
    if len(content) > LARGEST:
        return f"the drawing is larger than {LARGEST // 1024} kB"
    if b"<?xml-stylesheet" in content:
        return "it names a style sheet"
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return "it is no well-formed SVG, or it has a DOCTYPE"
    if root.tag != f"{SVG}svg":
        return 'it does not begin with <svg xmlns="http://www.w3.org/2000/svg">'
    if "viewBox" not in root.attrib:
        return "its <svg> has no viewBox"
    return next((wrong for element in root.iter() if (wrong := _of_element(element))), None)


def _of_element(element: Element) -> str | None:
    name = str(element.tag).removeprefix(SVG)
    if name not in ELEMENTS:
        return f"<{name}> is not read"
    return next((wrong for key, value in element.attrib.items() if (wrong := _of_attribute(name, key, value))), None)


def _of_attribute(element: str, key: str, value: str) -> str | None:
    if key == "style":  # the address a drawing has allows no styles
        return f"style in <{element}>; write attributes, as in fill"
    if key.lower().startswith("on"):
        return f"{key} in <{element}> could run something"
    if key in HREF and not value.startswith("#"):
        return f"<{element}> leads elsewhere"
    if key.startswith("{") and key not in HREF and not key.startswith(LANGUAGE):
        return f"{key.rpartition('}')[2]} in <{element}> is of another language than SVG"
    if ADDRESS.search(value):
        return f"{key} in <{element}> fetches something"
    return None
