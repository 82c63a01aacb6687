"""Who is told what: watch lists, what is new for them, and deliveries that neither get lost nor come twice."""
