"""Are these the exact words, who said them, in whose name, where and when? The quote finder.

`finder.find` answers a QuoteQuery with a QuoteReport. Matching is folded, the answer verbatim: all
text in a report is either the quote as it was given or the archive's as it is stored.

text ─ folding ─▶ units ─ candidates ─▶ turns ─ alignment ─▶ pieces ─ verdict ─▶ QuoteReport
                            (engine)     (store)              (diff)    claims
"""
