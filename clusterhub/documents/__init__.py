"""Text out of txt, md, docx, pdf and html; all of these out of our records. No models, no Django."""
