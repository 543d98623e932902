"""Map styles as data and as QML, without Qt."""
