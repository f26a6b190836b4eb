"""Pages of training needs: what citizens' voices ask for, what HR decides, what came of it."""

from lms.needs.views import deciding, levels, mapping, outcomes, saying
from lms.needs.views.blueprint import bp

__all__ = ["bp", "deciding", "levels", "mapping", "outcomes", "saying"]
