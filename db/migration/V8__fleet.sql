-- Campaigns wait in a queue that processes of many hosts share, and agents work with few rights.

-- Columns and their meaning are db-scheduler's (version 16), which reads and writes this table; the last index is its query's.
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL CHECK (task_instance ~ '^[1-9][0-9]*$'),
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint    NOT NULL DEFAULT 0,
    PRIMARY KEY (task_name, task_instance)
);
COMMENT ON TABLE scheduled_tasks IS 'The campaigns that wait or run: the queue of db-scheduler.';
COMMENT ON COLUMN scheduled_tasks.task_name IS 'The device class.';
COMMENT ON COLUMN scheduled_tasks.task_instance IS 'The campaign''s id.';
COMMENT ON COLUMN scheduled_tasks.picked IS 'Whether a process has it: picked_by, which last said so at last_heartbeat.';
COMMENT ON COLUMN scheduled_tasks.version IS
    'Changes whenever somebody takes the campaign or gives it back: who took it with another version has it no more.';
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat) WHERE picked;
CREATE INDEX scheduled_tasks_by_turn ON scheduled_tasks (priority DESC, execution_time) WHERE NOT picked;

ALTER TABLE campaigns ADD COLUMN priority smallint NOT NULL DEFAULT 0 CHECK (priority BETWEEN -100 AND 100);
COMMENT ON COLUMN campaigns.priority IS 'Campaigns of a higher priority run first; those of the same one take turns.';

-- What waits already goes on waiting; what runs is found without its process at the next start.
INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
SELECT device_class, id::text, created_at, false, 1 FROM campaigns WHERE state = 'PENDING';

-- A service creates campaigns for devices of other hosts with what their agents say of their toolchains.
ALTER TABLE devices ADD COLUMN toolchain text CHECK (toolchain <> '');
ALTER TABLE devices ADD COLUMN source_digests jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(source_digests) = 'object');
ALTER TABLE devices ADD COLUMN quarantine_reason text CHECK (quarantine_reason <> '');
ALTER TABLE devices ADD COLUMN quarantined_at timestamptz;
ALTER TABLE devices ADD CONSTRAINT devices_are_quarantined_for_a_reason
    CHECK ((quarantine_reason IS NULL) = (quarantined_at IS NULL));
COMMENT ON COLUMN devices.last_seen_at IS 'Renewed every few seconds by the process that offers the device.';
COMMENT ON COLUMN devices.toolchain IS 'The compiler with its version and flags, as its backend names it; null if it has none.';
COMMENT ON COLUMN devices.source_digests IS 'Digest of the sources of each kernel as they are installed there, by kernel.';
COMMENT ON COLUMN devices.quarantine_reason IS 'Why no campaign uses it; null if campaigns may.';

-- Roles belong to the whole server, so another database of it may have made this one already.
DO $$
BEGIN
    CREATE ROLE msda_tuner_agent NOLOGIN;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'the role msda_tuner_agent is missing and this user may not create it'
            USING HINT = 'As an administrator: CREATE ROLE msda_tuner_agent NOLOGIN';
END
$$;

-- Only what the campaign loop needs: it reads its campaign and what is known, writes trials, and promotes at the end. Where
-- it may change a row its columns are named, or triggers keep it from changing what a trial evaluates and what is finished.
GRANT USAGE ON SCHEMA public TO msda_tuner_agent;
GRANT SELECT ON devices, campaigns, trials, artifacts, records, promotions, imported_results TO msda_tuner_agent;
GRANT SELECT, UPDATE, DELETE, INSERT ON scheduled_tasks TO msda_tuner_agent;
GRANT UPDATE (state, reason) ON campaigns TO msda_tuner_agent;
GRANT INSERT, UPDATE ON trials TO msda_tuner_agent;
GRANT INSERT ON artifacts TO msda_tuner_agent;
GRANT UPDATE (content_sha256) ON artifacts TO msda_tuner_agent;
GRANT INSERT ON records, promotions TO msda_tuner_agent;
GRANT UPDATE (superseded_at) ON records TO msda_tuner_agent;
GRANT INSERT ON devices TO msda_tuner_agent;
GRANT UPDATE (backend, device_class, measured, fingerprint, last_seen_at, toolchain, source_digests, quarantine_reason,
              quarantined_at) ON devices TO msda_tuner_agent;
