"""The learned finder: text to statements with their roles, found by a small encoder.

`load(name)` in `weights` gives a `Finder`; its `find_spans(text)` gives what it found.  Importing this
package loads neither numpy nor onnxruntime.
"""

DEFAULT_MODEL = "best"  # the weights that are used where nobody chooses
RULES = "rules"  # the model that is none: what the rules find alone
