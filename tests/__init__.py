"""The suite mirrors the floors; each test's name is the sentence that it proves."""
