"""Layout and shared state of every page: the frame, the toolbar, presenter mode."""
