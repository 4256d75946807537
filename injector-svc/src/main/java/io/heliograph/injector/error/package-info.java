/** The one error shape of this service, RFC 9457, and the table of its errors. */
@NullMarked
package io.heliograph.injector.error;

import org.jspecify.annotations.NullMarked;
