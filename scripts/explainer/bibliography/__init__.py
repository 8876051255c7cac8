"""Bibliographies in and out: BibTeX, CSL-JSON and RIS, and what pages and PDFs say of themselves."""
