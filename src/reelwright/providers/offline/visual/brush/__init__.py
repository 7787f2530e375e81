"""What every picture is made with: planes of floats, noise, colours, a canvas, strokes."""
