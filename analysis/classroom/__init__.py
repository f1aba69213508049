"""The classroom pack: articles with their outlets hidden, a coding sheet, a plan for the lesson, and the answers apart.

`names` finds what names an outlet, `masking` hides it, `choice` picks the articles, `excerpt` what is shown of them,
`answers` what the suite and a coding read there, `pack` writes it all.
"""
