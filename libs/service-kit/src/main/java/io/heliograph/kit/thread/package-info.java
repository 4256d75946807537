/**
 * The one way to run a loop: {@link io.heliograph.kit.thread.SupervisedThread}, made by {@link
 * io.heliograph.kit.thread.SupervisedThreads}. No thread ends silently, no {@code Error} is
 * swallowed.
 */
@NullMarked
package io.heliograph.kit.thread;

import org.jspecify.annotations.NullMarked;
