/** What all routes share. */
@NullMarked
package io.heliograph.injector.http;

import org.jspecify.annotations.NullMarked;
