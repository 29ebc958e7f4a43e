-- What has been learned as normal, one row a series; the form inside tells its version.

CREATE TABLE baseline_model (
    metric  VARCHAR(1000) PRIMARY KEY,
    model   TEXT          NOT NULL, -- base64
    kept_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
