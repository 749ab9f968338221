import micropython
def f(x):
    print('scheduled', x)
def main():
    micropython.schedule(f, 1)
    micropython.schedule(f, 2)
    for i in range(100):
        pass
    print('end')
main()
# expect: scheduled 1
# expect: scheduled 2
# expect: end
