"""Cards and link previews as SVG and PNG, drawn without a browser."""
