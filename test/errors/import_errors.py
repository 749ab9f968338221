for s in ('import nope', 'from nope import x', 'from math import nope', 'import math.nope', 'import nope.sub', 'from . import x', 'from .. import y', 'from .z import q'):
    try:
        exec(s)
    except Exception as e:
        print(type(e).__name__, e)
# expect: ImportError no module named 'nope'
# expect: ImportError no module named 'nope'
# expect: ImportError can't import name nope
# expect: ImportError no module named 'math.nope'
# expect: ImportError no module named 'nope'
# expect: ImportError can't perform relative import
# expect: ImportError can't perform relative import
# expect: ImportError can't perform relative import
