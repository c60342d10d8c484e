"""What Git knows of the content."""
