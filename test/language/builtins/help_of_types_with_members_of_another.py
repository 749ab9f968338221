# OrderedDict has the members of dict as its own, getvalue stands before what makes a stream a context, slices have `indices` and slice has not.
from collections import OrderedDict
import io

help(OrderedDict)
# expect: object <class 'OrderedDict'> is of type type
# expect:   clear -- <function>
# expect:   copy -- <function>
# expect:   fromkeys -- <classmethod>
# expect:   get -- <function>
# expect:   items -- <function>
# expect:   keys -- <function>
# expect:   pop -- <function>
# expect:   popitem -- <function>
# expect:   setdefault -- <function>
# expect:   update -- <function>
# expect:   values -- <function>
# expect:   __getitem__ -- <function>
# expect:   __setitem__ -- <function>
# expect:   __delitem__ -- <function>
help(io.BytesIO)
# expect: object <class 'BytesIO'> is of type type
# expect:   read -- <function>
# expect:   readinto -- <function>
# expect:   readline -- <function>
# expect:   write -- <function>
# expect:   seek -- <function>
# expect:   tell -- <function>
# expect:   flush -- <function>
# expect:   close -- <function>
# expect:   getvalue -- <function>
# expect:   __enter__ -- <function>
# expect:   __exit__ -- <function>
print(hasattr(slice, "indices"), OrderedDict.get is dict.get)  # expect: False False


class Index:
    def __getitem__(self, index):
        return index


print(hasattr(Index()[1:], "indices"), Index()[1:].indices(5))  # expect: True (1, 5, 1)
