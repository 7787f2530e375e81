"""The office: who may, and who pays. Rules over rows; no web, no database, no film is made here."""
