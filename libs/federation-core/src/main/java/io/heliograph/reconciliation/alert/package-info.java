/** Alerts: what an operator is told, how urgently, and about whom. Values only. */
@NullMarked
package io.heliograph.reconciliation.alert;

import org.jspecify.annotations.NullMarked;
