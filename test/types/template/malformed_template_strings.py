# firmware: everything
for source in (
    't"{}"',
    't"{  }"',
    't"}"',
    't"{1"',
    't"{1:{2}"',
    't"{1:a}}b"',
    't"{1" "a"',
    't"a" "b"',
    '"a" t"b"',
    't"{1}" f"b"',
    't"a" t"b"',
    't"{1!x}"',
    't"{1+}"',
    't"a',
    'rt"\\""',
    't"{1+\n1}"',
    't"\\u12"',
    't"{1:\\u12}"',
    'T"a"',
    'ft"a"',
):
    try:
        eval(source)
    except SyntaxError as e:
        print(source, e)
# expect: t"{}" malformed f-string
# expect: t"{  }" malformed f-string
# expect: t"}" malformed f-string
# expect: t"{1" malformed f-string
# expect: t"{1:{2}" malformed f-string
# expect: t"{1:a}}b" malformed f-string
# expect: t"{1" "a" malformed f-string
# expect: t"a" "b" invalid syntax
# expect: "a" t"b" invalid syntax
# expect: t"{1}" f"b" invalid syntax
# expect: t"a" t"b" invalid syntax
# expect: t"{1!x}" invalid syntax
# expect: t"{1+}" invalid syntax
# expect: t"a invalid syntax
# expect: rt"\"" invalid syntax
# expect: t"{1+
# expect: 1}" invalid syntax
# expect: t"\u12" invalid syntax
# expect: t"{1:\u12}" invalid syntax
# expect: T"a" invalid syntax
# expect: ft"a" invalid syntax
