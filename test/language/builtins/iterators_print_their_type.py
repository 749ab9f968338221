print(type(iter([])), type(iter(())), type(iter({})), type(iter('')), type(iter(range(0))), type(map(str, [])), type(zip()), type(enumerate([])), type(reversed([])), type(filter(None, [])))
# expect: <class 'iterator'> <class 'iterator'> <class 'iterator'> <class 'iterator'> <class 'iterator'> <class 'map'> <class 'zip'> <class 'enumerate'> <class 'reversed'> <class 'filter'>
