-- An artifact that is handed out is checked against what was built. Rows from before this learn it when they are used again.

ALTER TABLE artifacts ADD COLUMN content_sha256 text CHECK (content_sha256 ~ '^[0-9a-f]{64}$');
COMMENT ON COLUMN artifacts.content_sha256 IS 'SHA-256 of the file; null if it was not there when it was written down.';
