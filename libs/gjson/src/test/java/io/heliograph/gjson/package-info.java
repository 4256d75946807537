/** Tests of the GJSON library against the recorded answers of the original, and by property. */
@NullMarked
package io.heliograph.gjson;

import org.jspecify.annotations.NullMarked;
