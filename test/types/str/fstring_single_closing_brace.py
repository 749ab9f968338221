print(f'a } b')  # raises: ValueError: single '}' encountered in format string
