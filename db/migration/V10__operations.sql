-- What keeps a service going for years: samples of old trials may be pruned, since they take most of the space and what was
-- estimated from them stays; and a campaign says since when it is in its state, so that one that waits too long is noticed.

ALTER TABLE trials ADD COLUMN pruned_samples integer CHECK (pruned_samples > 0);
COMMENT ON COLUMN trials.pruned_samples IS
    'How many samples there were, once samples_ns was emptied; null while they are kept.';
COMMENT ON COLUMN trials.samples_ns IS
    'Device time of each timed launch in ns, in the order in which they were taken; empty once they were pruned.';

ALTER TABLE trials DROP CONSTRAINT trials_have_real_samples;
ALTER TABLE trials ADD CONSTRAINT trials_have_real_samples
    CHECK ((cardinality(samples_ns) > 0) = (pruned_samples IS NULL)
           AND array_position(samples_ns, NULL) IS NULL AND 0 <= ALL (samples_ns));
ALTER TABLE trials ADD CONSTRAINT trials_are_pruned_only_if_measured
    CHECK (pruned_samples IS NULL OR (outcome = 'measured') IS TRUE);

CREATE FUNCTION prunes_samples(was trials, becomes trials) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT was.pruned_samples IS NULL AND becomes.pruned_samples = cardinality(was.samples_ns)
       AND to_jsonb(was) - 'samples_ns' - 'pruned_samples' = to_jsonb(becomes) - 'samples_ns' - 'pruned_samples'
$$;
COMMENT ON FUNCTION prunes_samples(trials, trials) IS 'Whether nothing changes but that the samples go and their number stays.';

DROP TRIGGER trials_never_change_once_finished ON trials;
CREATE TRIGGER trials_never_change_once_finished BEFORE UPDATE ON trials FOR EACH ROW
    WHEN (OLD.outcome IS NOT NULL AND prunes_samples(OLD, NEW) IS NOT TRUE)
    EXECUTE FUNCTION refuse_change('a finished trial never changes');
CREATE TRIGGER trials_stay_once_finished BEFORE DELETE ON trials FOR EACH ROW
    WHEN (OLD.outcome IS NOT NULL)
    EXECUTE FUNCTION refuse_change('a finished trial never changes');

CREATE FUNCTION refuse_pruning_of_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM records r WHERE (r.campaign_id, r.trial_number) = (NEW.campaign_id, NEW.number)) THEN
        RAISE EXCEPTION 'trial % of campaign % is the evidence of a record, so its samples stay', NEW.number, NEW.campaign_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION refuse_pruning_of_evidence() IS 'Keeps the samples of trials that records name, whether served now or before.';

CREATE TRIGGER trials_keep_evidence BEFORE UPDATE ON trials FOR EACH ROW
    WHEN (NEW.pruned_samples IS NOT NULL)
    EXECUTE FUNCTION refuse_pruning_of_evidence();

-- What may be pruned, the oldest first.
CREATE INDEX trials_with_samples ON trials (finished_at, campaign_id, number)
    WHERE outcome = 'measured' AND pruned_samples IS NULL;

CREATE TABLE prunings (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    older_than timestamptz NOT NULL,
    trials     integer     NOT NULL CHECK (trials > 0),
    samples    bigint      NOT NULL CHECK (samples > 0),
    pruned_at  timestamptz NOT NULL
);
COMMENT ON TABLE prunings IS 'Each time that samples of old trials were pruned.';
COMMENT ON COLUMN prunings.older_than IS 'Trials that finished before this were pruned.';

ALTER TABLE campaigns ADD COLUMN state_since timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN campaigns.state_since IS
    'When it came into its state, by the clock of the database; of campaigns from before this column, when that was added.';

CREATE FUNCTION note_state_since() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.state_since := clock_timestamp();
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION note_state_since() IS 'Writes down when a campaign changes its state.';

CREATE TRIGGER campaigns_note_their_state BEFORE UPDATE ON campaigns FOR EACH ROW
    WHEN (OLD.state <> NEW.state)
    EXECUTE FUNCTION note_state_since();
