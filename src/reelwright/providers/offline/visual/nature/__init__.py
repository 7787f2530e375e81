"""What grows, flows and shines: sky, clouds, land, water, plants and weather."""
