"""Originals whose storing was cut off."""

from __future__ import annotations

from pathlib import Path

from app.db.blobs import BlobStore, sha256_of


def test_what_a_killed_copy_left_goes_with_the_next_copy(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Quyết định", encoding="utf-8")
    digest, store = sha256_of(source), BlobStore(tmp_path / "originals")
    left = store.path(digest).parent / f"{digest}.x7.part"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"Quy")
    assert store.put(source, digest)
    assert [path.name for path in left.parent.iterdir()] == [digest]
    assert store.path(digest).read_bytes() == source.read_bytes()
    assert not store.put(source, digest)
