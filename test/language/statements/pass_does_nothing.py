pass
if True: pass; pass
class A: pass
def f(): pass
for _ in (): pass
print('done')  # expect: done
