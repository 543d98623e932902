"""View models and templates of the documents."""
