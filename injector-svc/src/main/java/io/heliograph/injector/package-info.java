/** The injector: children by hand into what passes. Each package below is a feature. */
@NullMarked
package io.heliograph.injector;

import org.jspecify.annotations.NullMarked;
