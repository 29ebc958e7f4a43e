package io.sreagent.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint to which {@code Idempotency-Key} does not apply: its answer holds a secret that must
 * not be stored, or its body is too large to be read before the work begins.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Unkept {}
