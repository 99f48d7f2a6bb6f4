"""All models, so that metadata is complete wherever one of them is imported."""

from app.db.models.corpus import (
    BlobRow,
    CitationRow,
    EffectClauseRow,
    ExpressionRow,
    IngestRow,
    ProvisionRefRow,
    ProvisionRow,
)
from app.db.models.registry import ActRow, AliasRow, ClaimRow, EventRow, ProvinceRow, SourceRow
from app.db.models.review import (
    AuditRow,
    FindingRow,
    ProposalFindingRow,
    ProposalRow,
    UserRow,
    VerdictRow,
)

__all__ = [
    "ActRow",
    "AliasRow",
    "AuditRow",
    "BlobRow",
    "CitationRow",
    "ClaimRow",
    "EffectClauseRow",
    "EventRow",
    "ExpressionRow",
    "FindingRow",
    "IngestRow",
    "ProposalFindingRow",
    "ProposalRow",
    "ProvinceRow",
    "ProvisionRefRow",
    "ProvisionRow",
    "SourceRow",
    "UserRow",
    "VerdictRow",
]
