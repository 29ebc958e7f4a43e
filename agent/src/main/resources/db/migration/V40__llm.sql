-- What language models have cost, by purse: 'day:2026-11-20', 'incident:INC-…'.

CREATE TABLE llm_purse (
    purse        VARCHAR(200) PRIMARY KEY,
    tokens       BIGINT NOT NULL,
    microdollars BIGINT NOT NULL,
    opened_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
