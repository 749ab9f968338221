# What strip removes are the bytes of its argument, so a character that shares one of them is cut: no text is left.
for text, chars in ('Été x', 'é'), ('x€', 'é'), ('èxè', 'é'), ('éxé', 'é'), ('é', 'é'), ('x\U0001f600', '\U0001f601'), ('a\U0001f600', 'a'):
    try:
        print(text.strip(chars), text.lstrip(chars), text.rstrip(chars))
    except UnicodeError as err:
        print(repr(err))
# expect: UnicodeError()
# expect: x€ x€ x€
# expect: UnicodeError()
# expect: x xé éx
# expect:   
# expect: x😀 x😀 x😀
# expect: 😀 😀 a😀
