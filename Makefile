# The words of x.py, for those whose fingers say make. x.py is the truth.
.PHONY: run test check drills bench help

help run test check drills bench:
	@python3 x.py $@
