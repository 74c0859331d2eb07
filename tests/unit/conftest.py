"""How many made-up inputs property tests try: the same ones each time, so that a test is red for everyone or nobody."""

from hypothesis import settings

settings.register_profile("suite", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("suite")
