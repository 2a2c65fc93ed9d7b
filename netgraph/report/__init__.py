"""Reports: where networks are thin and why, as a page to print or a workbook."""

from __future__ import annotations

from netgraph.report.district_report import REPORT_ENDINGS, DistrictReport, district_report

__all__ = ["REPORT_ENDINGS", "DistrictReport", "district_report"]
