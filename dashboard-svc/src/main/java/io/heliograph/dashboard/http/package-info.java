/**
 * The page and its addresses; a client that accepts plain text gets the name of the service at the
 * root.
 */
@NullMarked
package io.heliograph.dashboard.http;

import org.jspecify.annotations.NullMarked;
