"""All models, so that metadata is complete wherever one of them is imported."""

from app.db.models.corpus import (
    BlobRow,
    CitationRow,
    EffectClauseRow,
    ExpressionRow,
    ProvisionRefRow,
    ProvisionRow,
)
from app.db.models.jobs import IngestItemRow, IngestJobRow, SketchRow
from app.db.models.registry import (
    ActRow,
    AliasRow,
    ClaimRow,
    DisagreementRow,
    EventRow,
    LegalRuleRow,
    ProvinceRow,
    SourceRow,
)
from app.db.models.review import (
    AuditRow,
    FindingRow,
    ProposalFindingRow,
    ProposalRow,
    UserRow,
    VerdictRow,
)
from app.db.models.ripple import ArisenRow, ChangeRow, DerivationRow, RecheckRow

__all__ = [
    "ActRow",
    "AliasRow",
    "ArisenRow",
    "AuditRow",
    "BlobRow",
    "ChangeRow",
    "CitationRow",
    "ClaimRow",
    "DerivationRow",
    "DisagreementRow",
    "EffectClauseRow",
    "EventRow",
    "ExpressionRow",
    "FindingRow",
    "IngestItemRow",
    "IngestJobRow",
    "LegalRuleRow",
    "ProposalFindingRow",
    "ProposalRow",
    "ProvinceRow",
    "ProvisionRefRow",
    "ProvisionRow",
    "RecheckRow",
    "SketchRow",
    "SourceRow",
    "UserRow",
    "VerdictRow",
]
