"""Our own documents: JSON read strictly, the inputs beside the shipments, and what is written out."""
