def f(): return
def g(): pass
def h(x):
    if x: return 1
print(f(), g(), h(1), h(0))  # expect: None None 1 None
print((lambda: (yield))() is None)  # expect: False
