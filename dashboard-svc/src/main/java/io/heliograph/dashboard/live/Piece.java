package io.heliograph.dashboard.live;

import io.vertx.core.buffer.Buffer;

/**
 * Text for pages, written to each as it is.
 *
 * @param events how many events it holds
 */
record Piece(Buffer text, int events) {}
