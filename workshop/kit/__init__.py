"""What hidden tests are written with: `workshop.kit.expect`, and the fixtures of `workshop.kit.plugin`.

`README.md` shows both. Nothing is imported here, so that the checker's light parts do not load the heavy ones.
"""
