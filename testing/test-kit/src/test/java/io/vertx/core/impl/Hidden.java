package io.vertx.core.impl;

/** Stands for what the HTTP library keeps to itself. */
public final class Hidden {}
