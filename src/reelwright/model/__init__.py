"""What a film is: frozen values with no input or output, in the order of the flow."""
