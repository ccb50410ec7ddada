-- What other tuners measured: a hint where a campaign begins, never evidence for a record.

CREATE TABLE imported_results (
    id           text        NOT NULL CHECK (id ~ '^[0-9a-f]{32}$'),
    kernel       text        NOT NULL CHECK (kernel IN ('msda-forward', 'msda-backward')),
    shape        text        NOT NULL CHECK (shape <> ''),
    device_class text        NOT NULL CHECK (device_class <> ''),
    body         bytea       NOT NULL CHECK (octet_length(body) > 0),
    imported_at  timestamptz NOT NULL
);
COMMENT ON TABLE imported_results IS 'T4 results byte for byte, and what they are of, which T4 does not say.';
COMMENT ON COLUMN imported_results.id IS 'Of the bytes: the first 16 bytes of their SHA-256.';

-- A shape can be longer than an index entry, so its digest stands in for it.
CREATE UNIQUE INDEX imported_results_by_id ON imported_results (id, kernel, device_class, md5(shape));
CREATE INDEX imported_results_by_problem ON imported_results (kernel, device_class, md5(shape));

CREATE TRIGGER imported_results_never_change BEFORE UPDATE OR DELETE ON imported_results FOR EACH ROW
    EXECUTE FUNCTION refuse_change('what was imported never changes');
