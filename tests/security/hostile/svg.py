"""Drawings that do something."""

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = {
    "script": f"{HEAD}><script>window.__ran=1</script></svg>",
    "handler": f'{HEAD} onload="window.__ran=1"/>',
    "entity of a file": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}><text>&x;</text></svg>',
    "entity of a server": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>{HEAD}><text>&x;</text></svg>',
    "entities of entities": f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]>{HEAD}><text>&l9;</text></svg>',
    "parameter entity": f'<!DOCTYPE svg [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>{HEAD}/>',
    "page inside": f'{HEAD}><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:1"/>'
    "</foreignObject></svg>",
    "use of data": f'{HEAD}><use xlink:href="data:image/svg+xml;base64,PHN2Zy8+#x"/></svg>',
    "link with script": f'{HEAD}><a xlink:href="javascript:window.__ran=1"><rect width="9" height="9"/></a></svg>',
    "animated address": f'{HEAD}><a><animate attributeName="href" values="javascript:1"/></a></svg>',
    "picture from a server": f'{HEAD}><image href="http://127.0.0.1:9/x.png" width="9" height="9"/></svg>',
    "style from a server": f'<?xml-stylesheet href="http://127.0.0.1:9/x.css"?>{HEAD}/>',
    "huge": f'{HEAD} width="999999999" height="999999999"/>',
    "deep": f"{HEAD}>" + "<g>" * 50_000 + "</g>" * 50_000 + "</svg>",
    "after blank lines": "\n" * 5000 + f"{HEAD}><script>1</script></svg>",
}
