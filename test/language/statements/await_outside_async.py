# differs: the oracle allows await at top level
await x  # syntax error: 'await' outside function
