# The compiler takes any byte beyond ASCII for a letter, and keeps it in a literal.
exec(b'\xff = "\xe9"\nprint(\xff.encode(), len(\xff), b"\xe9")')  # expect: b'\xe9' 1 b'\xe9'
