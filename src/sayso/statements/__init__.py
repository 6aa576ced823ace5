"""An analysis in, its statements out."""
