"""The role of each mention, read line by line from the words before it (GUIDELINES section 2).

A small state per line: the base role of the clause, the act whose title is being read (``host``),
and whether amenders are being listed.
"""

from __future__ import annotations

import re

from legal_corpus.citations import cues
from legal_corpus.citations.attached_lists import attached_rows, row_act
from legal_corpus.citations.frame import Frame
from legal_corpus.citations.mention import Mention
from legal_corpus.model.citation import Role

_LINES_BACK = 80  # how far above an item its list heading may stand
_NEAR = 60  # characters between "Thực hiện" and the act, where no preamble is told
_SENTENCE = 1500  # characters searched for a verb after its subject


def assign_roles(text: str, mentions: list[Mention], frame: Frame) -> None:
    """Sets the role of every mention, in place; mentions are in order of position."""
    reader = _RoleReader(text, frame)
    starts = [mention.start for mention in mentions]
    for row in attached_rows(text) if mentions else ():
        at = row_act(text, row, starts)
        if at is not None:
            reader.listed[starts[at]] = row.predicate
    for mention in mentions:
        mention.role = reader.read(mention)


class _RoleReader:
    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame
        self.line_start, self.line_end = 0, -1
        self.at = 0
        self.base: Role = "refers"
        self.host: Mention | None = None
        self.amending = False
        self.depth = 0
        self.host_depth = 0
        self.host_lists: set[str] = set()  # types of the acts that the host's title amends
        self.previous: Mention | None = None
        self.headings: dict[int, Role | None] = {}
        self.listed: dict[int, Role] = {}  # acts of attached lists, by position

    def read(self, mention: Mention) -> Role:
        """The role of the next mention in order of position."""
        fresh = mention.start > self.line_end and self._enter_line(mention.start)
        # A saved page glued the whole act into one line.
        for part in (None if fresh else self.frame.grounds, self.frame.operative):
            if part is not None and self.at < part <= mention.start:
                self._begin(part)
                fresh = True
        gap = self.text[self.at : mention.start]
        rest, cut = self._cross_separators(gap)
        in_title = self._follow_title(mention, rest, cut)
        listed = self.listed.get(mention.start)
        if listed is not None:
            self.base, self.host, self.amending, in_title = listed, None, False, False
        elif "|" in gap and not fresh:
            self.base = "refers"  # another cell of the row
        elif not in_title:
            self._set_base(mention, rest, fresh=fresh or cut is not None, cut=cut, first=fresh)
        self.previous = mention
        self.at = max(self.at, mention.tail)
        if mention.kind == "paper":
            return "procedure"
        if self.frame.is_title(mention.start) and cues.NARRATIVE.match(self.text, self.line_start):
            return "refers"
        if self.frame.is_title(mention.start) or in_title:
            return "title"
        if self.amending:
            return "amender"
        return self.base

    def _enter_line(self, pos: int) -> bool:
        """Whether the line of the offset is a new one, not the rest of a sentence broken after "của"."""
        start = self.text.rfind("\n", 0, pos) + 1
        end = self.text.find("\n", pos)
        goes_on = self.line_end == start - 1 and cues.DANGLING.search(self.text, max(0, start - 9), start)
        self.line_end = len(self.text) if end < 0 else end
        if not goes_on or self.previous is None:
            self._begin(start)
            return True
        return False

    def _begin(self, start: int) -> None:
        self.at = self.line_start = start
        self.base = "refers"
        self.host = self.previous = None
        self.amending = False
        self.depth = 0

    def _cross_separators(self, gap: str) -> tuple[str, str | None]:
        """The words after the last clause end in the gap, and that clause end; parentheses shield theirs."""
        masked = gap
        if "(" in gap or ")" in gap:
            masked = cues.PARENTHESES.sub(lambda m: " " * len(m.group()), gap)
            closes = max((m.start() for m in cues.CLOSING_PARENTHESIS.finditer(masked)), default=-1)
            if closes >= 0:
                masked = " " * (closes + 1) + masked[closes + 1 :]
                self.depth = 0
                self.amending = False
                if self.host is not None and self.host_depth > 0:
                    self.host = None
            if "(" in masked:
                self.depth = 1
        if self.depth and "(" not in masked:
            return gap, None
        last = cues.last_separator(masked)
        return (gap[last.end() :], last.group()) if last else (gap, None)

    def _follow_title(self, mention: Mention, rest: str, cut: str | None) -> bool:
        """Whether the mention stands inside the title of an act cited before it in the clause."""
        previous = self.previous
        if cut is not None or previous is None:
            if cut == ";" and self._goes_on(mention, rest):
                return True
            goes_on = cut == ";" and self.amending and cues.CONNECTOR.match(rest) is not None
            self.host = None
            self.amending = (goes_on and self._is_bare(mention)) or cues.part_amended(rest)
            return False
        if cues.AMENDED_BY.search(rest):
            self.amending, self.host = True, None
            return False
        connected = cues.CONNECTOR.match(rest) is not None
        if self.host is None:
            if not connected and self._opens_title(previous, rest) and not cues.DEFINED.search(rest):
                told = cues.AMENDING_START.match(rest) or cues.DETAILING_START.match(rest)
                if cues.LEAVES_TITLE.search(rest) and not told:
                    return False
                self.host, self.host_depth, self.amending = previous, self.depth, False
                self.host_lists = {mention.type} if cues.AMENDING_START.match(rest) else set()
                return True
            # "(đã được sửa đổi tại khoản 1 Điều 2 Nghị định A và khoản 3 Điều 4 Nghị định B)"
            listed = connected or (self.depth > 0 and cues.SAME_AGAIN.match(rest) is not None)
            # Behind amenders without a day, an act with its day is the next that the title names.
            next_one = mention.issued is not None and previous.issued is None
            self.amending = self.amending and listed and not next_one
            return False
        if cues.ENDS.search(rest) or cues.DEFINED.search(rest):
            self.host = None
            return False
        again = mention.type == previous.type and previous is not self.host and cues.SAME_AGAIN.match(rest)
        if not connected and not again and cues.LEAVES_TITLE.search(rest):
            self.host = None
            return False
        peer = mention.type == self.host.type and mention.type != previous.type and cues.ONLY_AND.match(rest)
        # "A sửa đổi Nghị định B … thi hành Luật C và Nghị định D": the title amends decrees, so D too.
        if peer and mention.type not in self.host_lists:
            self.host = None
            return False
        return True

    def _is_bare(self, mention: Mention) -> bool:
        """Whether only its number tells of the act: "bởi Nghị định A; Nghị định B" are two amenders."""
        if mention.is_law:
            return not mention.name
        told = mention.issuer or mention.issued or cues.TITLE_START.match(self.text, mention.tail)
        return mention.number is not None and not told

    def _goes_on(self, mention: Mention, rest: str) -> bool:
        """Whether the words behind ";" continue the title of the ground named last."""
        named = self.host or self.previous
        if (
            named is None
            or named.is_law
            or named.kind == "paper"
            or not self.frame.is_preamble(mention.start)
        ):
            return False
        self.host = named if cues.TITLE_GOES_ON.match(rest) else None
        return self.host is not None

    @staticmethod
    def _opens_title(previous: Mention, rest: str) -> bool:
        if previous.is_law:
            return cues.AMENDING_START.match(rest) is not None
        rest = rest.removeprefix(")")  # "(gọi là Nghị định A) quy định …"
        if rest.startswith(" ("):
            rest = re.sub(r"^ \([^()]{0,120}\)", "", rest)
        joint = cues.JOINT_ISSUERS.match(rest)
        return cues.TITLE_START.match(rest, joint.end() if joint else 0) is not None

    def _set_base(self, mention: Mention, rest: str, *, fresh: bool, cut: str | None, first: bool) -> None:
        if self._set_ground(mention, rest, fresh=fresh):
            return
        if cut is not None and cut != ";" and not cues.ENUMERATOR.match(rest):
            self.base = "refers"
        elif cut == ";" and self.base == "refers" and rest.strip(" \n") and not fresh:
            return
        attached = self.frame.is_attached(mention.start)
        # "“2. Sửa đổi …": new wording for another act amends nothing here.
        wording = self.text.startswith(("“", '"'), self.line_start)
        found = cues.verb_role(rest, at_start=fresh and not attached and not wording)
        if found:
            self.base = found
        elif fresh and self.base == "refers" and not attached:
            self.base = self._of_list(mention, rest) if first else "refers"
            if self.base == "refers" and cues.SUBJECT_LEAD.match(rest) and self._ends_later(mention):
                self.base = "repeals"
        elif cut is None and self.previous is not None and len(rest) > 60 and not cues.AND_END.search(rest):
            self.base = "refers"

    def _set_ground(self, mention: Mention, rest: str, *, fresh: bool) -> bool:
        """Sets the base of a mention among the grounds; whether the mention stands there."""
        framed = self.frame.grounds is not None
        preamble = self.frame.is_preamble(mention.start)
        if framed and not preamble:
            return False
        ground = cues.last_match(cues.GROUND, rest)
        if ground is not None and not framed and rest[: ground.start()].strip(" -\n"):
            ground = None
        opening = rest if self.previous else self.text[self.line_start : mention.start]
        near = preamble or len(opening) <= _NEAR
        listed = preamble and not self.previous and not opening.strip() and self._follows_ground()
        if ground is not None or listed or (fresh and near and cues.CARRYING_OUT.match(opening)):
            self.base = "basis"
        elif preamble and cues.NARRATIVE.match(self.text, self.line_start):
            self.base = "refers"
        elif preamble and not self.amending and (self.previous is None or cues.PROPOSAL.search(rest)):
            self.base = "title"
        else:
            return preamble
        return True

    def _follows_ground(self) -> bool:
        """Whether the line above ends as a ground does: "…; ⏎ Luật sửa đổi …;"."""
        return self.text[max(0, self.line_start - 40) : self.line_start].rstrip().endswith(";")

    def _of_list(self, mention: Mention, rest: str) -> Role:
        """Role from the heading above if the mention begins an item of its list."""
        start = self.text.rfind("\n", 0, mention.start) + 1
        bullet = cues.BULLET.match(self.text, start)
        lead = rest[bullet.end() - start :] if bullet and self.at == start else rest
        if not cues.ITEM_LEAD.match(lead):
            return "refers"
        return self._heading_above(start) or "refers"

    def _heading_above(self, start: int) -> Role | None:
        kind = _bullet_kind(self.text, start)
        visited, found, pos = [start], None, start
        for _ in range(_LINES_BACK):
            if pos == 0:
                break
            pos_end = pos - 1
            pos = self.text.rfind("\n", 0, pos_end) + 1
            if pos in self.headings and _bullet_kind(self.text, pos) == kind:
                found = self.headings[pos]
                break
            line = self.text[pos:pos_end]
            if not line.strip():
                continue
            if line.rstrip().endswith(":"):
                found = cues.heading_role(line[-600:])
                break
            if _bullet_kind(self.text, pos) != kind or (not kind and not cues.ACT_FIRST.match(line)):
                break
            visited.append(pos)
        for seen in visited:
            self.headings[seen] = found
        return found

    def _ends_later(self, mention: Mention) -> bool:
        stop = min(self.line_end, mention.tail + _SENTENCE)
        clause_end = cues.SEPARATOR.search(self.text, mention.tail, stop)
        found = cues.ENDS.search(self.text, mention.tail, clause_end.start() if clause_end else stop)
        return found is not None


def _bullet_kind(text: str, start: int) -> str:
    bullet = cues.BULLET.match(text, start)
    return (bullet.lastgroup or "") if bullet else ""
