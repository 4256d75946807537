/**
 * Who may do what only operators may: resources name {@link OperatorOnly}, nothing else is called.
 */
@NullMarked
package io.heliograph.dashboard.access;

import org.jspecify.annotations.NullMarked;
