"""
For the tests of others: strategies, bad inputs, laws, golden weeks and builders.

Strategies and laws need the extra ``testing``, which is Hypothesis; builders and golden weeks need nothing. Each
stands in a module of its own and is imported from there, so that whoever takes one loads no more than that.
"""
