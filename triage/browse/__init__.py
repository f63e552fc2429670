"""Looking things up in the knowledge: lists, one page an entry, search. For authors; no plan is made here.

kinds.py  the kinds of entry and their words · words.py  conditions as Indonesian text · uses.py  who uses whom
case_page.py, pages.py  an entry as a Page (page.py) · search.py  ranked hits · screen.py  all of it as lines
"""
