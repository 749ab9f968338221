x, name = 5, 'w'
print(f'{x} {name} {x + 1} {name!r} {x:03d} {3.14159:.2f} {"q"} {{x}}')
print(f'{x=} {x + 1=} {name=}', f'{[i for i in range(3)]}', f'{ {"a": 1}["a"] }')
print(f'{x:>{x}}|', f'{(lambda: 7)()}')  # syntax error: invalid syntax
print(f"{'nested'} {f'{x}'}", rf'\n{x}', f'''multi
{x}''')
