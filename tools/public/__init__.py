"""What other programs hold us to, as text: interface, command line, JSON that is printed, distribution."""
