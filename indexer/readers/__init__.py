"""Files in, text out."""

from indexer.readers.base import Limits, ReadDocument, Reader
from indexer.readers.leash import LeashedReader
from indexer.readers.registry import read_file

__all__ = ["LeashedReader", "Limits", "ReadDocument", "Reader", "read_file"]
