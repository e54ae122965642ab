"""The benchmark's questions, which are the website's, asked of real databases."""
