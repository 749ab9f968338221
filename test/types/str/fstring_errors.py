f'{}'  # syntax error: malformed f-string
