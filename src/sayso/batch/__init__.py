"""Many reports: one report a line in, one reading a line out, behind one function."""
