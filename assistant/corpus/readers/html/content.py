"""The main content of a page: navigation, banners, forms and what is hidden taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from assistant.corpus.readers.html.hidden import Hiding

_NEVER = frozenset(
    "head script style noscript template nav aside iframe object embed svg math canvas audio video"
    " map button select input textarea dialog datalist frameset area".split()
)
_PAGE_ONLY = frozenset({"header", "footer"})
_ROLES = frozenset(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar"
    " tablist".split()
)
_BANNER = re.compile(
    r"(?:^|[-_ ])(?:cookies?|consent|gdpr|coi|cookiebot|onetrust)(?=$|[-_ ]|[A-Z])"
)
_AROUND = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|sidebar|breadcrumbs?|broedkrumme|brødkrumme|skip"
    r"|skiplinks?|skip-link|share|social|pagination|pager|topbar|site-header|site-footer"
    r"|page-header-nav|footer|masthead|related|newsletter)(?=$|[-_ ])"
)
_MAIN_IDS = ("main-content", "maincontent", "main", "content", "indhold")
_FEW_LINKS = 5


def main_content(page: HtmlElement) -> HtmlElement:
    """Return the element that holds the main content; the page itself is changed.

    What the page marks as main is taken at its word; without a mark it is the whole body less
    what surrounds it.
    """
    hiding = Hiding.of(page)
    _drop(element for element in list(page.iter("*")) if _is_never(element, hiding))
    body = page.find("body")
    body = page if body is None else body
    main = _marked_main(body)
    inside = set(main.iter("*")) if main is not None else set()
    keep = set(main.iterancestors()) if main is not None else set()
    keep |= {body, page} | inside
    _drop(element for element in list(body.iter(*_PAGE_ONLY)) if _is_page_only(element, keep))
    for pattern in (_BANNER, _AROUND):
        _drop_unless_most(body, [e for e in body.iter("*") if e not in keep and _named(e, pattern)])
    if main is not None and (main.text_content() or "").strip():
        return main
    _drop_unless_most(body, [e for e in body.iter("ul", "ol", "div") if _is_links(e)])
    return body


def _is_never(element: HtmlElement, hiding: Hiding) -> bool:
    if element.tag in ("html", "body"):
        return False
    if element.tag in _NEVER:
        return True
    return (element.get("role") or "").strip().lower() in _ROLES or hiding.hides(element)


def _marked_main(body: HtmlElement) -> HtmlElement | None:
    marked = {e for e in body.iter("*") if e.tag == "main" or e.get("role") == "main"}
    mains = [e for e in marked if marked.isdisjoint(e.iterancestors())]
    if len(mains) == 1:
        return mains[0]
    articles = [e for e in body.iter("article") if e.getparent() is not None]
    articles = [e for e in articles if not any(a.tag == "article" for a in e.iterancestors())]
    if not mains and len(articles) == 1:
        return articles[0]
    by_id = {(e.get("id") or "").lower(): e for e in body.iter("div", "section", "td")}
    return None if mains or articles else next((by_id[i] for i in _MAIN_IDS if i in by_id), None)


def _is_page_only(element: HtmlElement, keep: set[HtmlElement]) -> bool:
    """Tell the header of a page from that of an article on it."""
    if element in keep:
        return False
    above = {parent.tag for parent in element.iterancestors()}
    return above.isdisjoint({"article", "section", "main"})


def _named(element: HtmlElement, pattern: re.Pattern[str]) -> bool:
    if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "a", "p", "li", "span", "td", "tr"):
        return False
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return pattern.search(names) is not None or pattern.search(names.lower()) is not None


def _is_links(element: HtmlElement) -> bool:
    """Tell whether an element is a menu: many links and hardly anything else."""
    # A block within would be looked at again and again, once for each one around it.
    if element.tag == "div" and any(part.tag in ("div", "ul", "ol", "p") for part in element):
        return False
    links = element.findall(".//a")
    if len(links) < _FEW_LINKS or element.find(".//p") is not None:
        return False
    linked = sum(len((a.text_content() or "").strip()) for a in links)
    return linked >= 0.9 * len("".join((element.text_content() or "").split()))


def _drop_unless_most(body: HtmlElement, elements: list[HtmlElement]) -> None:
    """Drop each element that holds less than half of the text: a name can also be misleading."""
    whole = len(body.text_content() or "")
    dropped: set[HtmlElement] = set()
    for element in elements:
        if not dropped.isdisjoint(element.iterancestors()):
            continue
        length = len(element.text_content() or "")
        if 2 * length < whole:
            dropped.add(element)
            whole -= length
    _drop(dropped)


def _drop(elements: Iterable[HtmlElement]) -> None:
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()
