-- A record also says what its device ran on, so that another driver, firmware or kernel makes it suspect.

ALTER TABLE records ADD COLUMN platform text NOT NULL DEFAULT '';
COMMENT ON COLUMN records.platform IS
    'Driver, firmware, operating system and microcode when it was measured, as the device''s fingerprint told them; empty where '
    'they were not known.';
