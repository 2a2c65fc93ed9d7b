"""Support networks of residents, volunteers and carers: where are they thin, and how do we know?"""

import logging as _logging

import lazy_loader as _lazy

__version__ = "0.1.0"

# Public names live in __init__.pyi and are imported when first used, so that `import netgraph` stays light.
__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)

_logging.getLogger("netgraph").addHandler(_logging.NullHandler())
