/** How often the identifier is right on a machine's own files; run by {@link FamilyReport}. */
@NullMarked
package io.heliograph.bench.identify;

import org.jspecify.annotations.NullMarked;
