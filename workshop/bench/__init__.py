"""Measures the course's own tools.

Every figure of a table comes from one run on one machine, so that the ratios mean something.
"""
