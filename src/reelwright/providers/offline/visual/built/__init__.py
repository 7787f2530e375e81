"""What people build: houses, castles, towers, streets and rooms."""
