/**
 * The references for operators in {@code docs}, generated from the sources and compared with what
 * is committed. Called from outside: the public classes, which tests extend.
 */
@NullMarked
package io.heliograph.testkit.reference;

import org.jspecify.annotations.NullMarked;
