"""Turns a page into a tree of elements and finds elements by a path such as `main .vcard .bio`."""

import html.parser

VOID = {"meta", "link", "img", "input", "br", "hr", "wbr"}


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, dict(attributes), parent
        self.children, self.texts = [], []

    def matches(self, compound):
        tag, *classes = compound.split(".")
        return (not tag or tag == self.tag) and set(classes) <= set(self.attributes.get("class", "").split())

    def text(self):
        return "".join(part if isinstance(part, str) else part.text() for part in self.texts)

    def descendants(self):
        for child in self.children:
            yield child
            yield from child.descendants()


class TreeBuilder(html.parser.HTMLParser):
    """Strict on purpose: an end tag that does not close the open element is an error of the page."""

    def __init__(self):
        super().__init__()
        self.root = self.open = Element("", {}, None)

    def handle_starttag(self, tag, attributes):
        element = Element(tag, attributes, self.open)
        self.open.children.append(element)
        self.open.texts.append(element)
        if tag not in VOID:
            self.open = element

    def handle_endtag(self, tag):
        if tag != self.open.tag:
            raise ValueError(f"line {self.getpos()[0]}: </{tag}> closes <{self.open.tag}>")
        self.open = self.open.parent

    def handle_data(self, data):
        self.open.texts.append(data)


def parse(page):
    builder = TreeBuilder()
    builder.feed(page)
    builder.close()
    if builder.open is not builder.root:
        raise ValueError(f"<{builder.open.tag}> is not closed")
    return builder.root


def find(root, path):
    """All elements that `path` (compounds of tag and classes, joined by descendant spaces) selects."""
    *outer, last = path.split()

    def within(element, compounds):
        if not compounds:
            return True
        while element := element.parent:
            if element.matches(compounds[-1]) and within(element, compounds[:-1]):
                return True
        return False

    return [element for element in root.descendants() if element.matches(last) and within(element, outer)]
