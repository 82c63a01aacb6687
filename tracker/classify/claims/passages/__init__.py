"""What sentences say together: claims joined, completed, and dropped where they stay open."""
