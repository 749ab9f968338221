class T:
    def then(self, *a): print('then called')
    def toJSON(self): print('toJSON called')
    def valueOf(self): print('valueOf called')
t = T()
async def f():
    return t
try:
    f().send(None)
except StopIteration as e:
    print(e.value is t, [t] == [t], t in {t: 1})
# expect: True True True
