"""What every page stands in: the frame, the toolbar, presenter mode."""
