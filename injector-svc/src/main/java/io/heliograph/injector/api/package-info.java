/** What operators ask: which inserts there are, and why an event has a child or has none. */
@NullMarked
package io.heliograph.injector.api;

import org.jspecify.annotations.NullMarked;
