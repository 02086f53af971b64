"""Are these the exact words, who said them, in whose name, where and when? The quote finder.

`finder.find` answers a QuoteQuery with a QuoteReport. Matching is folded, the answer verbatim: all
text in a report is either the quote as it was given or the archive's as it is stored.

text ─ folding ─▶ units ─ candidates ─▶ turns ─ alignment ─▶ pieces ─ verdict ─▶ QuoteReport
                            (engine)     (store)              (diff)    claims

`finder` is the order in which engine and store are asked; `stretches` parts a document, `placing`
lays the quote beside one stretch, `reporting` makes a match of that, `ranking` says which is first,
`stitching` looks for pieces of several places, `coverage` says in what all this was looked for.
"""
