"""Are the quotations of an article right? Found by their marks, attributed, and looked up.

article ─ reading ─▶ text ─ marks ─▶ quotations ─ attribution ─▶ claims ─ quote finder ─▶ table
"""
