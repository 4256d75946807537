package io.heliograph.kit.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a setting whose value must not be shown; the configuration reference says so. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Secret {}
