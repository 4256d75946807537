package io.heliograph.local;

import java.nio.file.Path;

/**
 * Where one server lives.
 *
 * @param port its port on 127.0.0.1
 * @param data its data folder, its own
 * @param log its log file, appended to
 * @param outlivesParent whether it goes on when this JVM ends
 * @param spawned told of each of its processes
 */
record Placement(int port, Path data, Path log, boolean outlivesParent, SpawnListener spawned) {}
