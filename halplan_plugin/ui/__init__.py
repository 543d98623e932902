"""Windows, menus and tool bars."""
