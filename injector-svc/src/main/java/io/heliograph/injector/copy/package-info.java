/** Contents of children, copied from one source to another by the dispatcher. */
@NullMarked
package io.heliograph.injector.copy;

import org.jspecify.annotations.NullMarked;
