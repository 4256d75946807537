/** Tests of the Avro form against Apache Avro's own generic reader and writer. */
@NullMarked
package io.heliograph.event.avro;

import org.jspecify.annotations.NullMarked;
