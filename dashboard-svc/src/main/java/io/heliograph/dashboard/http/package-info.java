/** What all routes share. */
@NullMarked
package io.heliograph.dashboard.http;

import org.jspecify.annotations.NullMarked;
