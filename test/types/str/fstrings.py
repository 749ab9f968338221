x, name = 5, 'w'
print(f'{x} {name} {x + 1} {name!r} {x:03d} {3.14159:.2f} {"q"} {{x}}')
# expect: 5 w 6 'w' 005 3.14 q {x}
print(f'{x=} {x + 1=} {name=}', f'{[i for i in range(3)]}', f'{ {"a": 1}["a"] }')
# expect: x=5 x + 1=6 name=w [0, 1, 2] 1
print(f'{x:>{x}}|')  # expect:     5|
print(f"{'nested'} {f'{x}'}", rf'\n{x}', f'''multi
{x}''')
# expect: nested 5 \n5 multi
# expect: 5
