"""The bundled sample site: invented outlets and events, served on loopback, crawled by the real spiders."""
