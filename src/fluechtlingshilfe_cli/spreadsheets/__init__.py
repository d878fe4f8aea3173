"""Records as a workbook that a colleague fills in with Excel or LibreOffice, and back again cell by cell.

A hidden sheet keeps what every cell said when the workbook was made, so that only what somebody changed in it comes
back, and nothing that changed in the registry meanwhile is overwritten.
"""
