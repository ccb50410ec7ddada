-- Kernels and shapes that are tuned together, under one budget. A set's state is that of its campaigns, and what it has spent is
-- what their trials took; neither is stored.

CREATE TABLE campaign_sets (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_class    text        NOT NULL CHECK (device_class <> ''),
    strategy        text        NOT NULL CHECK (strategy <> ''),
    seed            bigint      NOT NULL,
    budget_trials   integer     CHECK (budget_trials > 0),
    budget_time_ns  bigint      CHECK (budget_time_ns > 0),
    deadline        timestamptz,
    idempotency_key text        UNIQUE CHECK (length(idempotency_key) BETWEEN 1 AND 255),
    request_digest  text        CHECK (request_digest <> ''),
    created_at      timestamptz NOT NULL,
    cancelled_at    timestamptz,
    ended_at        timestamptz,
    CONSTRAINT campaign_sets_have_a_budget CHECK (num_nonnulls(budget_trials, budget_time_ns) > 0),
    CONSTRAINT campaign_sets_know_the_request_of_their_key
        CHECK ((idempotency_key IS NULL) = (request_digest IS NULL))
);
COMMENT ON TABLE campaign_sets IS 'What is tuned together and how. Only the last two columns ever change.';
COMMENT ON COLUMN campaign_sets.budget_trials IS 'The most search trials of each member; null if only time bounds them.';
COMMENT ON COLUMN campaign_sets.budget_time_ns IS
    'The most device time of all campaigns together; null if only the number of trials bounds it.';
COMMENT ON COLUMN campaign_sets.deadline IS 'When everything is finished, finals included; null if there is none.';
COMMENT ON COLUMN campaign_sets.cancelled_at IS 'When a caller stopped it; null while it may go on.';
COMMENT ON COLUMN campaign_sets.ended_at IS 'When it was decided that it makes no more campaigns; null before.';

CREATE TRIGGER campaign_sets_keep_their_spec BEFORE UPDATE ON campaign_sets FOR EACH ROW
    WHEN (to_jsonb(OLD) - 'cancelled_at' - 'ended_at' IS DISTINCT FROM to_jsonb(NEW) - 'cancelled_at' - 'ended_at')
    EXECUTE FUNCTION refuse_change('what a campaign set does never changes');

CREATE TABLE campaign_set_members (
    set_id   bigint  NOT NULL REFERENCES campaign_sets (id),
    number   integer NOT NULL CHECK (number >= 0),
    kernel   text    NOT NULL CHECK (kernel IN ('msda-forward', 'msda-backward')),
    shape    text    NOT NULL CHECK (shape <> ''),
    launches integer NOT NULL CHECK (launches > 0),
    PRIMARY KEY (set_id, number)
);
COMMENT ON TABLE campaign_set_members IS 'The kernels and shapes of a set, in the order of the request.';
COMMENT ON COLUMN campaign_set_members.launches IS 'How often one training step launches it.';

CREATE TRIGGER campaign_set_members_never_change BEFORE UPDATE OR DELETE ON campaign_set_members FOR EACH ROW
    EXECUTE FUNCTION refuse_change('what a campaign set tunes never changes');

CREATE TABLE campaign_set_grants (
    set_id      bigint  NOT NULL,
    number      integer NOT NULL CHECK (number >= 0),
    member      integer NOT NULL,
    campaign_id bigint  NOT NULL UNIQUE REFERENCES campaigns (id),
    PRIMARY KEY (set_id, number),
    FOREIGN KEY (set_id, member) REFERENCES campaign_set_members (set_id, number)
);
COMMENT ON TABLE campaign_set_grants IS
    'Which campaigns a set has made, from number 0 in their order; each has a part of the budget as its own.';
COMMENT ON COLUMN campaign_set_grants.member IS 'The number of the member that it is for.';

CREATE TRIGGER campaign_set_grants_never_change BEFORE UPDATE OR DELETE ON campaign_set_grants FOR EACH ROW
    EXECUTE FUNCTION refuse_change('what was granted never changes');

-- A campaign that belongs to a set asks what is left of its budget and when its deadline is.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'msda_tuner_agent') THEN
        GRANT SELECT ON campaign_sets, campaign_set_members, campaign_set_grants TO msda_tuner_agent;
    END IF;
END
$$;
