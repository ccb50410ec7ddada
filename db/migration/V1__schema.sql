-- The schema of the tuning database. Names are those of the vocabulary; a unit is in its column's name.
-- Enumerated texts are written as in JSON. Text from compilers and devices is stored with one escape: see the comment on
-- the column trials.evidence.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of %: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END
$$;
COMMENT ON FUNCTION refuse_change() IS 'Refuses the statement; the trigger''s argument says why.';

CREATE TABLE devices (
    host          text        NOT NULL CHECK (host <> ''),
    id            text        NOT NULL CHECK (id <> ''),
    backend       text        NOT NULL CHECK (backend <> ''),
    device_class  text        NOT NULL CHECK (device_class <> ''),
    measured      text        NOT NULL CHECK (measured IN ('hardware', 'simulated')),
    fingerprint   jsonb       NOT NULL CHECK (jsonb_typeof(fingerprint) = 'object'),
    first_seen_at timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL,
    PRIMARY KEY (host, id)
);
COMMENT ON TABLE devices IS 'Everything that ever ran artifacts for this database.';
COMMENT ON COLUMN devices.id IS 'Unique on its host, for example cpu0.';
COMMENT ON COLUMN devices.measured IS 'Whether times come from hardware or from a simulated device.';
COMMENT ON COLUMN devices.fingerprint IS 'Facts by name: model, cores, driver, firmware, toolchain.';

CREATE TABLE campaigns (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kernel         text        NOT NULL CHECK (kernel IN ('msda-forward', 'msda-backward')),
    shape          text        NOT NULL CHECK (shape <> ''),
    device_class   text        NOT NULL CHECK (device_class <> ''),
    measured       text        NOT NULL CHECK (measured IN ('hardware', 'simulated')),
    toolchain      text        NOT NULL CHECK (toolchain <> ''),
    source_digest  text        NOT NULL CHECK (length(source_digest) BETWEEN 1 AND 128),
    strategy       text        NOT NULL CHECK (strategy <> ''),
    seed           bigint      NOT NULL,
    budget_trials  integer     CHECK (budget_trials > 0),
    budget_time_ns bigint      CHECK (budget_time_ns > 0),
    state          text        NOT NULL
        CHECK (state IN ('PENDING', 'RUNNING', 'COMPLETED', 'CANCELLED', 'INTERRUPTED', 'FAILED')),
    reason         text,
    created_at     timestamptz NOT NULL,
    CONSTRAINT campaigns_have_a_budget CHECK (num_nonnulls(budget_trials, budget_time_ns) > 0)
);
COMMENT ON TABLE campaigns IS 'What is tuned and how. All but state and reason is fixed when the campaign is created.';
COMMENT ON COLUMN campaigns.shape IS 'The canonical text form of the shape.';
COMMENT ON COLUMN campaigns.toolchain IS 'The compiler with its version and flags, as its backend names it.';
COMMENT ON COLUMN campaigns.source_digest IS 'Digest of the kernel''s sources.';
COMMENT ON COLUMN campaigns.budget_trials IS 'The most search trials; null if only time bounds them.';
COMMENT ON COLUMN campaigns.budget_time_ns IS 'The most time; null if only the number of trials bounds it.';
COMMENT ON COLUMN campaigns.reason IS 'Why it is in its state.';

-- What earlier campaigns of the same record key tried. A toolchain can be longer than an index entry, so its digest stands
-- in for it; queries compare the text.
CREATE INDEX campaigns_by_record_key ON campaigns
    (kernel, shape, device_class, source_digest, md5(toolchain), id);
CREATE INDEX campaigns_by_state ON campaigns (state, id);

CREATE TRIGGER campaigns_keep_their_spec BEFORE UPDATE ON campaigns FOR EACH ROW
    WHEN ((OLD.id, OLD.kernel, OLD.shape, OLD.device_class, OLD.measured, OLD.toolchain, OLD.source_digest,
           OLD.strategy, OLD.seed, OLD.budget_trials, OLD.budget_time_ns, OLD.created_at)
          IS DISTINCT FROM
          (NEW.id, NEW.kernel, NEW.shape, NEW.device_class, NEW.measured, NEW.toolchain, NEW.source_digest,
           NEW.strategy, NEW.seed, NEW.budget_trials, NEW.budget_time_ns, NEW.created_at))
    EXECUTE FUNCTION refuse_change('what a campaign does never changes');
CREATE TRIGGER campaigns_stay_completed BEFORE UPDATE ON campaigns FOR EACH ROW
    WHEN (OLD.state = 'COMPLETED')
    EXECUTE FUNCTION refuse_change('a completed campaign never changes');

CREATE TABLE trials (
    campaign_id      bigint      NOT NULL REFERENCES campaigns (id),
    number           integer     NOT NULL CHECK (number >= 0),
    purpose          text        NOT NULL CHECK (purpose IN ('baseline', 'search', 'final')),
    implementation   text        NOT NULL CHECK (implementation <> ''),
    baseline         text        CHECK (baseline <> ''),
    configuration    jsonb       NOT NULL CHECK (jsonb_typeof(configuration) = 'object'),
    configuration_id text        NOT NULL CHECK (configuration_id ~ '^[0-9a-f]{16}$'),
    opened_at        timestamptz NOT NULL,
    finished_at      timestamptz,
    artifact         text        CHECK (artifact <> ''),
    outcome          text
        CHECK (outcome IN ('measured', 'buildFailed', 'launchRefused', 'wrongResult', 'timedOut', 'workerDied',
                           'abandoned')),
    verification     jsonb,
    samples_ns       bigint[],
    blocks           integer,
    stopped_early    boolean,
    pinned           boolean,
    policy           jsonb,
    median_ns        double precision,
    ci_low_ns        double precision,
    ci_high_ns       double precision,
    evidence         jsonb,
    PRIMARY KEY (campaign_id, number),
    CONSTRAINT trials_are_finished_with_an_outcome
        CHECK ((finished_at IS NULL) = (outcome IS NULL) AND (outcome IS NOT NULL OR artifact IS NULL)),
    CONSTRAINT trials_are_timed_only_if_measured
        CHECK (num_nonnulls(samples_ns, blocks, stopped_early, pinned, policy, median_ns, ci_low_ns, ci_high_ns)
               = CASE WHEN outcome IS NOT DISTINCT FROM 'measured' THEN 8 ELSE 0 END),
    CONSTRAINT trials_have_real_samples
        CHECK (cardinality(samples_ns) > 0 AND array_position(samples_ns, NULL) IS NULL AND 0 <= ALL (samples_ns)),
    CONSTRAINT trials_have_a_median_in_its_interval
        CHECK (0 <= ci_low_ns AND ci_low_ns <= median_ns AND median_ns <= ci_high_ns AND ci_high_ns < 'Infinity'),
    CONSTRAINT trials_have_a_policy CHECK (policy ?& ARRAY ['cache', 'warmUpNs', 'blocks', 'blockTimeNs',
                                                           'maxSamplesPerBlock', 'maxTimeNs']),
    CONSTRAINT trials_are_verified_if_they_ran
        CHECK ((verification IS NOT NULL) = (coalesce(outcome, '') IN ('measured', 'wrongResult'))
               AND (verification IS NULL OR (jsonb_typeof(verification -> 'errors') = 'array'
                    AND verification ->> 'determinism' IN ('bitwise-repeatable', 'order-dependent')
                    AND jsonb_typeof(verification -> 'repeatable') = 'boolean') IS TRUE)),
    CONSTRAINT trials_are_measured_only_if_repeatable
        CHECK (outcome <> 'measured' OR (verification -> 'repeatable' = 'true'::jsonb) IS TRUE),
    CONSTRAINT trials_have_the_evidence_of_their_outcome
        CHECK (CASE coalesce(outcome, '')
                   WHEN 'buildFailed' THEN evidence ?& ARRAY ['command', 'log']
                   WHEN 'launchRefused' THEN evidence ?& ARRAY ['reason']
                   WHEN 'timedOut' THEN evidence ?& ARRAY ['stage', 'limitMs']
                   WHEN 'workerDied' THEN evidence ?& ARRAY ['stage', 'how', 'stderrTail']
                   WHEN 'abandoned' THEN evidence ?& ARRAY ['reason']
                   ELSE evidence IS NULL
               END IS TRUE)
);
COMMENT ON TABLE trials IS 'Every evaluation of a candidate. A finished trial never changes.';
COMMENT ON COLUMN trials.number IS 'From 0, in the order in which the campaign opened them.';
COMMENT ON COLUMN trials.implementation IS 'tuned, or the name of a baseline''s own implementation.';
COMMENT ON COLUMN trials.baseline IS 'The baseline''s name if the candidate is one.';
COMMENT ON COLUMN trials.configuration IS 'Values by parameter; whole numbers as numbers, all else as text.';
COMMENT ON COLUMN trials.configuration_id IS 'Content id: equal for equal configurations.';
COMMENT ON COLUMN trials.artifact IS
    'Digest of what ran, if it was built. No foreign key: the trial outlives the artifact.';
COMMENT ON COLUMN trials.outcome IS 'How it ended; null while it is open.';
COMMENT ON COLUMN trials.verification IS
    'Errors against the reference for each tensor, determinism and repeatability. Figures that JSON lacks are texts: '
    'NaN, Infinity, -Infinity, -0.0.';
COMMENT ON COLUMN trials.samples_ns IS 'Device time of each timed launch in ns, in the order in which they were taken.';
COMMENT ON COLUMN trials.median_ns IS 'Median of samples_ns; ci_low_ns and ci_high_ns are its 95 % confidence interval.';
COMMENT ON COLUMN trials.policy IS 'How it was timed.';
COMMENT ON COLUMN trials.evidence IS
    'What an outcome without verification says, by field. A character that PostgreSQL cannot store (NUL, half a surrogate '
    'pair) and U+241B itself stand as U+241B and four hex digits.';

CREATE TRIGGER trials_never_change_once_finished BEFORE UPDATE OR DELETE ON trials FOR EACH ROW
    WHEN (OLD.outcome IS NOT NULL)
    EXECUTE FUNCTION refuse_change('a finished trial never changes');
CREATE TRIGGER trials_keep_their_candidate BEFORE UPDATE ON trials FOR EACH ROW
    WHEN ((OLD.campaign_id, OLD.number, OLD.purpose, OLD.implementation, OLD.baseline, OLD.configuration,
           OLD.configuration_id, OLD.opened_at)
          IS DISTINCT FROM
          (NEW.campaign_id, NEW.number, NEW.purpose, NEW.implementation, NEW.baseline, NEW.configuration,
           NEW.configuration_id, NEW.opened_at))
    EXECUTE FUNCTION refuse_change('what a trial evaluates never changes');

CREATE TABLE artifacts (
    digest     text        PRIMARY KEY CHECK (digest <> ''),
    kernel     text        NOT NULL CHECK (kernel IN ('msda-forward', 'msda-backward')),
    backend    text        NOT NULL CHECK (backend <> ''),
    toolchain  text        NOT NULL CHECK (toolchain <> ''),
    size_bytes bigint      NOT NULL CHECK (size_bytes >= 0),
    command    text,
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE artifacts IS 'What was built. The files lie in the artifact directory of the host that built them.';
COMMENT ON COLUMN artifacts.digest IS 'Of everything that went into it: sources, flags, compile-time values, toolchain.';
COMMENT ON COLUMN artifacts.command IS 'The command line that built it, if it is known.';

CREATE TABLE records (
    id               bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kernel           text             NOT NULL,
    shape            text             NOT NULL,
    device_class     text             NOT NULL,
    toolchain        text             NOT NULL,
    source_digest    text             NOT NULL,
    determinism_wish text             NOT NULL CHECK (determinism_wish IN ('any', 'bitwise')),
    configuration    jsonb            NOT NULL,
    campaign_id      bigint           NOT NULL,
    trial_number     integer          NOT NULL,
    measured         text             NOT NULL,
    determinism      text             NOT NULL,
    median_ns        double precision NOT NULL,
    ci_low_ns        double precision NOT NULL,
    ci_high_ns       double precision NOT NULL,
    samples          integer          NOT NULL CHECK (samples > 0),
    baselines        jsonb            NOT NULL CHECK (jsonb_typeof(baselines) = 'object'),
    worst_error      double precision NOT NULL,
    artifact         text             NOT NULL CHECK (artifact <> ''),
    promoted_at      timestamptz      NOT NULL,
    superseded_at    timestamptz,
    FOREIGN KEY (campaign_id, trial_number) REFERENCES trials (campaign_id, number),
    CONSTRAINT records_grant_the_wish
        CHECK (determinism_wish = 'any' OR determinism = 'bitwise-repeatable')
);
COMMENT ON TABLE records IS 'The configuration served for each complete key, with its evidence, and those served before.';
COMMENT ON COLUMN records.trial_number IS 'With campaign_id: the final that it won. There is every sample.';
COMMENT ON COLUMN records.samples IS 'How many samples the median was estimated from.';
COMMENT ON COLUMN records.baselines IS 'Medians of the baselines from the same finals, by name.';
COMMENT ON COLUMN records.worst_error IS 'The largest max-norm error against the reference.';
COMMENT ON COLUMN records.superseded_at IS 'When another record took its place; null while it is served.';

CREATE UNIQUE INDEX records_served ON records
    (kernel, shape, device_class, source_digest, determinism_wish, md5(toolchain))
    WHERE superseded_at IS NULL;
CREATE INDEX records_by_key ON records
    (kernel, shape, device_class, source_digest, determinism_wish, md5(toolchain), id);
CREATE INDEX records_by_trial ON records (campaign_id, trial_number);

CREATE FUNCTION refuse_unproven_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM trials t JOIN campaigns c ON c.id = t.campaign_id
        WHERE t.campaign_id = NEW.campaign_id AND t.number = NEW.trial_number
          AND t.outcome = 'measured' AND t.implementation = 'tuned'
          AND t.configuration = NEW.configuration AND t.verification ->> 'determinism' = NEW.determinism
          AND (t.median_ns, t.ci_low_ns, t.ci_high_ns, cardinality(t.samples_ns))
              = (NEW.median_ns, NEW.ci_low_ns, NEW.ci_high_ns, NEW.samples)
          AND (c.kernel, c.shape, c.device_class, c.toolchain, c.source_digest, c.measured)
              = (NEW.kernel, NEW.shape, NEW.device_class, NEW.toolchain, NEW.source_digest, NEW.measured)
    ) THEN
        RAISE EXCEPTION 'trial % of campaign % does not prove this record', NEW.trial_number, NEW.campaign_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION refuse_unproven_record() IS
    'Refuses a record unless its trial measured this configuration in a campaign of this key.';

CREATE TRIGGER records_are_proven BEFORE INSERT ON records FOR EACH ROW
    EXECUTE FUNCTION refuse_unproven_record();
CREATE TRIGGER records_are_only_superseded BEFORE UPDATE ON records FOR EACH ROW
    WHEN (OLD.superseded_at IS NOT NULL
          OR to_jsonb(OLD) - 'superseded_at' IS DISTINCT FROM to_jsonb(NEW) - 'superseded_at')
    EXECUTE FUNCTION refuse_change('a record is superseded once and never changes otherwise');
CREATE TRIGGER records_are_kept BEFORE DELETE ON records FOR EACH ROW
    EXECUTE FUNCTION refuse_change('records are kept as history');

CREATE TABLE idempotency_keys (
    key            text        PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 255),
    request_digest text        NOT NULL CHECK (request_digest <> ''),
    campaign_id    bigint      NOT NULL UNIQUE REFERENCES campaigns (id),
    created_at     timestamptz NOT NULL
);
COMMENT ON TABLE idempotency_keys IS 'Which campaign a client''s request made, so that repeating it makes no second one.';
COMMENT ON COLUMN idempotency_keys.request_digest IS 'Of the request''s body: the same key with another body is refused.';
