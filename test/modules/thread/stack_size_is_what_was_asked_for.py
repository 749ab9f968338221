# differs: the oracle has no threads
import _thread

# The least size is the business of the thread that is started.
print(_thread.stack_size())
print(_thread.stack_size(100))
print(_thread.stack_size(5000))
print(_thread.stack_size())
print(_thread.stack_size())
# expect: 0
# expect: 0
# expect: 100
# expect: 5000
# expect: 0
