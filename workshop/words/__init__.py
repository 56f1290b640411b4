"""What the course says to learners, apart from the logic, so that it can be translated.

One module a subject. Every text is a constant with `str.format` fields, or a function where a number decides the words.
"""
