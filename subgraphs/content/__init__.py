"""Texts of the portal: pages, questions and answers, manuals, service documents and legal notices."""
