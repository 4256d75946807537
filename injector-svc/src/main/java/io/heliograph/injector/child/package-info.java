/** The rule: which events get which children, and how a child looks. No input or output. */
@NullMarked
package io.heliograph.injector.child;

import org.jspecify.annotations.NullMarked;
