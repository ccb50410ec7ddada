-- A simulated time says how far its model may be off. Rows from before this have none.

ALTER TABLE trials ADD COLUMN band_low_ns double precision, ADD COLUMN band_high_ns double precision;
ALTER TABLE trials ADD CONSTRAINT trials_have_a_whole_band
    CHECK (num_nonnulls(band_low_ns, band_high_ns) IN (0, 2)
           AND (band_low_ns IS NULL OR outcome = 'measured') IS TRUE
           AND (0 <= band_low_ns AND band_low_ns <= band_high_ns AND band_high_ns < 'Infinity') IS NOT FALSE);
COMMENT ON COLUMN trials.band_low_ns IS
    'Of a simulated time: hardware is expected to take between band_low_ns and band_high_ns. Null where it was measured.';

ALTER TABLE records ADD COLUMN band_low_ns double precision, ADD COLUMN band_high_ns double precision;
COMMENT ON COLUMN records.band_low_ns IS 'As in the trial that proves the record.';

CREATE OR REPLACE FUNCTION refuse_unproven_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM trials t JOIN campaigns c ON c.id = t.campaign_id
        WHERE t.campaign_id = NEW.campaign_id AND t.number = NEW.trial_number
          AND t.outcome = 'measured' AND t.implementation = 'tuned'
          AND t.configuration = NEW.configuration AND t.verification ->> 'determinism' = NEW.determinism
          AND (t.median_ns, t.ci_low_ns, t.ci_high_ns, cardinality(t.samples_ns))
              = (NEW.median_ns, NEW.ci_low_ns, NEW.ci_high_ns, NEW.samples)
          AND (t.band_low_ns, t.band_high_ns) IS NOT DISTINCT FROM (NEW.band_low_ns, NEW.band_high_ns)
          AND (c.kernel, c.shape, c.device_class, c.toolchain, c.source_digest, c.measured)
              = (NEW.kernel, NEW.shape, NEW.device_class, NEW.toolchain, NEW.source_digest, NEW.measured)
    ) THEN
        RAISE EXCEPTION 'trial % of campaign % does not prove this record', NEW.trial_number, NEW.campaign_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
