"""The web server: ASGI middleware, the data API, health checks, prerendered pages."""
