"""The learned finder: text to statements with their roles, found by a small encoder.

`load(folder, name)` in `weights` gives a `Finder`; its `find_spans(text)` gives what it found.  Importing this
package loads neither numpy nor onnxruntime.
"""
