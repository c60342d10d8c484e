"""See the site while writing it: build, serve on the loopback address, rebuild on every change."""
