"""Every signal over a corpus of any size: the command `python -m analysis run CORPUS OUT_DIR`.

The corpus is read in parts, and each part is a task for a worker of `analysis.scale`. A part is complete when its entry
is written, after all of its tables; so a run that is stopped goes on where it was, and nothing is ever half there.

What is learned of all articles stands between the steps: the lines that an outlet's articles share (`label`, then
`articles`), the names of the corpus (`articles`, then `signals`), shared text (`reuse`), and what the articles of a
story carry (`stories`).
"""
