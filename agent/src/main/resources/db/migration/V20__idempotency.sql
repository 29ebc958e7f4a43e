-- What was answered to requests that carried an Idempotency-Key, so that a repeat gets the same answer.

CREATE TABLE idempotency_key (
    caller       VARCHAR(200) NOT NULL,
    given        VARCHAR(200) NOT NULL,
    request_hash VARCHAR(64)  NOT NULL,
    status       INTEGER,
    body         TEXT,
    begun_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (caller, given)
);
CREATE INDEX idempotency_key_begun ON idempotency_key (begun_at);
