# The package's body has run in the middle of the statement; what fails after it is the importer's to handle.
import os
import sys

os.mkdir("pk")
with open("pk/__init__.py", "w") as file:
    file.write("print('body of', __name__)\n")


def handled():
    try:
        import pk.missing
    except ImportError as error:
        print("handled", error)


def unhandled():
    import pk.missing


handled()
# expect: body of pk
# expect: handled no module named 'pk.missing'
del sys.modules["pk"]
try:
    unhandled()
except ImportError as error:
    sys.print_exception(error)
# expect: body of pk
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 26, in <module>
# expect:   File "<stdin>", line 18, in unhandled
# expect: ImportError: no module named 'pk.missing'
