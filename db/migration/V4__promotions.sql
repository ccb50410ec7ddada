-- A winner is compared with the champion once more before it is served, and every decision is written down.

ALTER TABLE trials DROP CONSTRAINT trials_purpose_check;
ALTER TABLE trials ADD CONSTRAINT trials_purpose_check
    CHECK (purpose IN ('baseline', 'search', 'final', 'challenge'));

CREATE TABLE promotions (
    id          bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record_id   bigint           NOT NULL REFERENCES records (id),
    replaced_id bigint           REFERENCES records (id),
    campaign_id bigint           REFERENCES campaigns (id),
    grounds     text             NOT NULL
        CHECK (grounds IN ('first', 'renewed', 'won', 'champion-failed', 'kept', 'rolled-back')),
    pairs       integer          NOT NULL CHECK (pairs >= 0),
    wins        integer          NOT NULL CHECK (wins BETWEEN 0 AND pairs),
    gain        double precision NOT NULL CHECK (gain > 0 AND gain < 'Infinity'),
    reason      text             CHECK (reason <> ''),
    decided_at  timestamptz      NOT NULL,
    CONSTRAINT promotions_are_decided_by_a_campaign_or_a_caller
        CHECK ((campaign_id IS NULL) = (grounds = 'rolled-back')),
    CONSTRAINT promotions_replace_no_record_that_is_kept CHECK (grounds <> 'kept' OR replaced_id IS NULL)
);
COMMENT ON TABLE promotions IS 'Why each record was promoted or stayed. Records from before this table have no row.';
COMMENT ON COLUMN promotions.record_id IS 'What is served after the decision.';
COMMENT ON COLUMN promotions.replaced_id IS 'What was served before; null if nothing was, or if it stays.';
COMMENT ON COLUMN promotions.campaign_id IS 'Whose winner it was about; null if a caller went back to an earlier record.';
COMMENT ON COLUMN promotions.pairs IS 'How many times champion and challenger were timed side by side.';
COMMENT ON COLUMN promotions.wins IS 'In how many of the pairs the challenger was clearly the faster.';
COMMENT ON COLUMN promotions.gain IS 'How many times faster the challenger was: the median over the pairs.';
COMMENT ON COLUMN promotions.reason IS 'What the caller said.';

CREATE INDEX promotions_by_record ON promotions (record_id, id);

CREATE TRIGGER promotions_never_change BEFORE UPDATE OR DELETE ON promotions FOR EACH ROW
    EXECUTE FUNCTION refuse_change('what was decided never changes');
