-- Lookups are answered from memory. Every service that listens learns at once what is served now.

CREATE FUNCTION announce_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('msda_records', NEW.id::text);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION announce_record() IS 'Tells the id of a record that was inserted or superseded, when that commits.';

CREATE TRIGGER records_are_announced AFTER INSERT OR UPDATE ON records FOR EACH ROW
    EXECUTE FUNCTION announce_record();

CREATE TABLE snapshots (
    id         text        PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
    body       bytea       NOT NULL CHECK (octet_length(body) > 0),
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE snapshots IS 'The answers that a job pinned, byte for byte.';
COMMENT ON COLUMN snapshots.id IS 'Of its bytes: the first 16 bytes of their SHA-256. The same answers are the same snapshot.';

CREATE TRIGGER snapshots_never_change BEFORE UPDATE OR DELETE ON snapshots FOR EACH ROW
    EXECUTE FUNCTION refuse_change('a snapshot never changes');

CREATE TABLE misses (
    kernel           text        NOT NULL CHECK (kernel IN ('msda-forward', 'msda-backward')),
    shape            text        NOT NULL CHECK (shape <> ''),
    device_class     text        NOT NULL CHECK (device_class <> ''),
    determinism_wish text        NOT NULL CHECK (determinism_wish IN ('any', 'bitwise')),
    lookups          bigint      NOT NULL CHECK (lookups > 0),
    first_at         timestamptz NOT NULL,
    last_at          timestamptz NOT NULL
);
COMMENT ON TABLE misses IS 'What was looked up and could only be answered with the default.';
COMMENT ON COLUMN misses.lookups IS 'How often. Services add up what they counted every few seconds.';

-- A shape can be longer than an index entry, so its digest stands in for it.
CREATE UNIQUE INDEX misses_by_problem ON misses (kernel, device_class, determinism_wish, md5(shape));
