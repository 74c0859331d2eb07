"""Cards and previews as SVG and PNG, drawn without a browser."""
