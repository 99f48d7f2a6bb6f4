"""`rasoat import` of a province's register: the mapping is shown, corrected and remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.main import cli

REGISTER = (
    "Số ký hiệu;Ban hành hôm;Trích yếu;Cơ quan ban hành\n"
    "901/2019/QĐ-UBND;04/5/2019;Về phí bến bãi;UBND tỉnh An Giang\n"
    "902/2019/QĐ-UBND;05/5/2019;Về lệ phí chợ;\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["import", "--home", str(home), *arguments])


def test_a_register_from_the_first_look_to_the_second_file(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_text(REGISTER, "utf-8")

    look = run(home, str(path), "--dry-run")
    assert look.exit_code == 0
    assert "“Số ký hiệu” = number (Số, ký hiệu)" in look.output
    assert "“Ban hành hôm” = - (bỏ qua)" in look.output
    assert "ví dụ: 04/5/2019 | 05/5/2019" in look.output
    assert "văn bản mới 1" in look.output and "chưa ghi" in look.output
    assert "dòng 3: thiếu cơ quan ban hành" in look.output and "--issuer" in look.output

    done = run(home, str(path), "--map", "Ban hành hôm=Ngày ban hành", "--issuer", "tỉnh An Giang")
    assert "văn bản mới 2" in done.output and "dòng bị loại 0" in done.output

    other = tmp_path / "so-2.csv"
    other.write_text(REGISTER.replace("90", "91"), "utf-8")
    again = run(home, str(other), "--dry-run")
    assert "“Ban hành hôm” = issued (Ngày ban hành)" in again.output


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("Ban hành hôm", "phải có dạng"),
        ("Cột xa=title", "không có cột “Cột xa”"),
        ("Trích yếu=gì đó", "Không có trường “gì đó”"),
    ],
)
def test_a_correction_that_fits_nothing_is_wrong_usage(
    home: Path, tmp_path: Path, choice: str, said: str
) -> None:
    path = tmp_path / "so.csv"
    path.write_text(REGISTER, "utf-8")
    result = run(home, str(path), "--map", choice, "--dry-run")
    assert result.exit_code == 2
    assert said in result.output
