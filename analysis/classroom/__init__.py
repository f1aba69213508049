"""The classroom pack: articles with their outlets hidden, a coding sheet, a plan for the lesson, and the answers apart.

`choice` picks the articles, `excerpt` what is shown of them (`analysis.outlets` hides the names), `answers` what the
suite and a coding read there, `pack` writes it all.
"""
