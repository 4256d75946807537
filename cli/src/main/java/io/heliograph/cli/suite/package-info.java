/** Reads the reports of a test run and says which suites ran. Called by the command `test`. */
@NullMarked
package io.heliograph.cli.suite;

import org.jspecify.annotations.NullMarked;
