match 1:  # syntax error: invalid syntax
    case 1:
        pass
