"""The shipped catalogue and sample chart, as data; ``python -m seeds`` checks every file of it."""

from seeds.additions import Additions
from seeds.load import SHIPPED, SampleChart, Shipment, digest, load
from seeds.problems import SeedProblems
from seeds.write import texts, write

__all__ = ["SHIPPED", "Additions", "SampleChart", "SeedProblems", "Shipment", "digest", "load", "texts", "write"]
