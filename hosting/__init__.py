"""What stands between the dashboard and the network."""
