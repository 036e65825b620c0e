"""The demo world: the catalogue of an invented manufacturer, its people, conditions and stock, in readable files."""
