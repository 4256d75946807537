/**
 * JSON without leniency: what a record, a data map or a list of withdrawals is read from and
 * written to. No library outside of the JDK is needed, none can differ.
 */
@NullMarked
package io.heliograph.record.json;

import org.jspecify.annotations.NullMarked;
