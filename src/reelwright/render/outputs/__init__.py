"""What a timeline is made into besides the frames themselves: one module for each kind of file."""
