/** The sub-commands of the script `heliograph`, a class each. Started by the script only. */
@NullMarked
package io.heliograph.cli;

import org.jspecify.annotations.NullMarked;
