"""The Scrapy project: one spider per source file, polite and safe by default."""
