/** The command `migrate`: asks the dispatcher to copy an Azul cluster, and watches it. */
@NullMarked
package io.heliograph.cli.migrate;

import org.jspecify.annotations.NullMarked;
