"""The contenders, one module per family. A module lists them as ``CONTENDERS`` and its versions as ``VERSIONS``."""
