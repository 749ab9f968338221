# As they stand in the firmware's tables, not as a dict would have them.
import gc
import heapq
import json

for thing in (set, bytes, bytearray, object, frozenset, json, heapq, gc, type(i for i in ())):
    help(thing)
# expect: object <class 'set'> is of type type
# expect:   add -- <function>
# expect:   clear -- <function>
# expect:   copy -- <function>
# expect:   discard -- <function>
# expect:   difference -- <function>
# expect:   difference_update -- <function>
# expect:   intersection -- <function>
# expect:   intersection_update -- <function>
# expect:   isdisjoint -- <function>
# expect:   issubset -- <function>
# expect:   issuperset -- <function>
# expect:   pop -- <function>
# expect:   remove -- <function>
# expect:   symmetric_difference -- <function>
# expect:   symmetric_difference_update -- <function>
# expect:   union -- <function>
# expect:   update -- <function>
# expect:   __contains__ -- <function>
# expect: object <class 'bytes'> is of type type
# expect:   hex -- <function>
# expect:   fromhex -- <classmethod>
# expect:   decode -- <function>
# expect:   find -- <function>
# expect:   rfind -- <function>
# expect:   index -- <function>
# expect:   rindex -- <function>
# expect:   join -- <function>
# expect:   split -- <function>
# expect:   splitlines -- <function>
# expect:   rsplit -- <function>
# expect:   startswith -- <function>
# expect:   endswith -- <function>
# expect:   strip -- <function>
# expect:   lstrip -- <function>
# expect:   rstrip -- <function>
# expect:   format -- <function>
# expect:   replace -- <function>
# expect:   count -- <function>
# expect:   partition -- <function>
# expect:   rpartition -- <function>
# expect:   center -- <function>
# expect:   lower -- <function>
# expect:   upper -- <function>
# expect:   isspace -- <function>
# expect:   isalpha -- <function>
# expect:   isdigit -- <function>
# expect:   isupper -- <function>
# expect:   islower -- <function>
# expect: object <class 'bytearray'> is of type type
# expect:   append -- <function>
# expect:   extend -- <function>
# expect:   hex -- <function>
# expect:   fromhex -- <classmethod>
# expect:   decode -- <function>
# expect:   find -- <function>
# expect:   rfind -- <function>
# expect:   index -- <function>
# expect:   rindex -- <function>
# expect:   join -- <function>
# expect:   split -- <function>
# expect:   splitlines -- <function>
# expect:   rsplit -- <function>
# expect:   startswith -- <function>
# expect:   endswith -- <function>
# expect:   strip -- <function>
# expect:   lstrip -- <function>
# expect:   rstrip -- <function>
# expect:   format -- <function>
# expect:   replace -- <function>
# expect:   count -- <function>
# expect:   partition -- <function>
# expect:   rpartition -- <function>
# expect:   center -- <function>
# expect:   lower -- <function>
# expect:   upper -- <function>
# expect:   isspace -- <function>
# expect:   isalpha -- <function>
# expect:   isdigit -- <function>
# expect:   isupper -- <function>
# expect:   islower -- <function>
# expect: object <class 'object'> is of type type
# expect:   __init__ -- <function>
# expect:   __new__ -- <staticmethod>
# expect:   __setattr__ -- <function>
# expect:   __delattr__ -- <function>
# expect: object <class 'frozenset'> is of type type
# expect:   copy -- <function>
# expect:   difference -- <function>
# expect:   intersection -- <function>
# expect:   isdisjoint -- <function>
# expect:   issubset -- <function>
# expect:   issuperset -- <function>
# expect:   symmetric_difference -- <function>
# expect:   union -- <function>
# expect:   __contains__ -- <function>
# expect: object <module 'json'> is of type module
# expect:   __name__ -- json
# expect:   dump -- <function>
# expect:   dumps -- <function>
# expect:   load -- <function>
# expect:   loads -- <function>
# expect: object <module 'heapq'> is of type module
# expect:   __name__ -- heapq
# expect:   heappush -- <function>
# expect:   heappop -- <function>
# expect:   heapify -- <function>
# expect: object <module 'gc'> is of type module
# expect:   __name__ -- gc
# expect:   collect -- <function>
# expect:   disable -- <function>
# expect:   enable -- <function>
# expect:   isenabled -- <function>
# expect:   mem_free -- <function>
# expect:   mem_alloc -- <function>
# expect:   threshold -- <function>
# expect: object <class 'generator'> is of type type
# expect:   close -- <function>
# expect:   send -- <function>
# expect:   throw -- <function>
# expect:   pend_throw -- <function>
