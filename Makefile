# The words of x.py, for those whose fingers say make. x.py is the truth.
.PHONY: run test check bench help

help run test check bench:
	@python3 x.py $@
