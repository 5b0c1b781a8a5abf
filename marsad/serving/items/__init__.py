"""What is told of one thing: model objects of a view in, shapes of the API out.

One file a part of the record. Each has a `*_shelf` (the list, ready to be narrowed)
and functions that make one item, or one thing opened.
"""
