"""Bibliographies in and out: BibTeX, CSL-JSON, RIS, and what pages and PDFs say of themselves."""
