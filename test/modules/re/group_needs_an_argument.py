import re
re.match('a', 'a').group()  # raises: TypeError: function takes 2 positional arguments but 1 were given
