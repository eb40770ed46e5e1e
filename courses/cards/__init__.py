"""Field cards as readers meet them: the words of a version, and the sheets drawn from them."""
