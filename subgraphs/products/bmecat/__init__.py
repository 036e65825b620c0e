"""Reads BMEcat 2005 catalogues (T_NEW_CATALOG) into frozen records, safely, in a stream, with every problem named."""
