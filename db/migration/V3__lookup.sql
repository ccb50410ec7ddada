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
