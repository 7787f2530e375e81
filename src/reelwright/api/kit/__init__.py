"""What every API here is made with: parsing, errors, credentials, limits, paging, events, media."""
