package io.sreagent.incident;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Marks the {@link java.time.InstantSource} by which expiry and leases are judged: the database's
 * clock, so that processes on machines with different clocks agree, or simulated time.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
public @interface DatabaseTime {}
